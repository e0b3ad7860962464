// Registry of what can be written: a design's API to files, with the problems of what could not be represented.
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import type { Api, Design } from '../schema/design.ts'
import { saveDesign } from '../saved/save.ts'
import { usualOptions } from './cloudformation/template.ts'
import type { TemplateOptions } from './cloudformation/template.ts'
import { newTemplateWriters } from './templateWriters.ts'
import { writtenTemplateText } from './cloudformation/templateText.ts'
import type { TemplateKind } from './cloudformation/templateText.ts'
import type { Extensions } from './openapi/extensions.ts'
import { openApiText } from './openapi/text.ts'
import { sourceOf } from './cloudformation/inPlace.ts'

export type { Extensions } from './openapi/extensions.ts'

export type ExportFormat = 'json' | 'yaml'

/** How an API is written. */
export interface ExportOptions {
  readonly format: ExportFormat
  /** All unless given. */
  readonly extensions?: readonly Extensions[]
  /** The stage that addresses name; the first one unless given. */
  readonly stageName?: string
  /** Give back what an import kept beside the model. True unless given. */
  readonly retain?: boolean
  /** What the exporter's `switches` say, by id. */
  readonly switches?: Readonly<Record<string, boolean>>
  /** Write a template of the chosen API alone. Otherwise a template has all APIs of the design. */
  readonly isNarrowed?: boolean
  /** ISO 8601: stands for the version of an API that has none. */
  readonly createdDate?: string
}

/** A file to save. */
export interface ExportFile {
  readonly name: string
  readonly mediaType: string
  readonly text: string
}

/** Something that an exporter does or leaves. */
export interface ExportSwitch {
  readonly id: string
  readonly label: string
  readonly description: string
  readonly byDefault: boolean
}

/** One format that can be written. */
export interface Exporter {
  readonly label: string
  readonly description: string
  readonly formats: readonly ExportFormat[]
  /** Whether `extensions` mean something to it. */
  readonly hasExtensions: boolean
  readonly switches?: readonly ExportSwitch[]
  readonly write: (design: Design, api: Api, options: ExportOptions) => Result<ExportFile[]>
}

export type ExporterId = 'openapi-3.0' | 'swagger-2.0' | 'cloudformation' | 'sam' | 'design'

const templateSwitches: readonly ExportSwitch[] = [
  {
    id: 'console-test',
    label: 'Allow the console test',
    description:
      'Let every stage invoke the functions, including the test of the console. Off: only the stages of this template.',
    byDefault: usualOptions.consoleTest,
  },
  {
    id: 'logging-role',
    label: 'Include the account logging role',
    description:
      'Create the role that API Gateway writes execution logs with. It applies to the whole account in the Region.',
    byDefault: usualOptions.loggingRole,
  },
]

function templateOptions({ switches = {} }: ExportOptions): TemplateOptions {
  return {
    consoleTest: switches['console-test'] ?? usualOptions.consoleTest,
    loggingRole: switches['logging-role'] ?? usualOptions.loggingRole,
  }
}

/** The formats that can be written. */
export const exporters = {
  'openapi-3.0': {
    label: 'OpenAPI 3.0',
    description:
      'The API as OpenAPI 3.0 with the x-amazon-apigateway extensions, as the service imports it.',
    formats: ['json', 'yaml'],
    hasExtensions: true,
    write: (design, api, options) => openApiFile(design, api, options, 'openapi-3.0'),
  },
  'swagger-2.0': {
    label: 'Swagger 2.0',
    description: 'The API as Swagger 2.0 with the x-amazon-apigateway extensions.',
    formats: ['json', 'yaml'],
    hasExtensions: true,
    write: (design, api, options) => openApiFile(design, api, options, 'swagger-2.0'),
  },
  cloudformation: {
    label: 'CloudFormation',
    description:
      'A template that creates the APIs of the design with their resources, deployments and stages.',
    formats: ['yaml', 'json'],
    hasExtensions: false,
    switches: templateSwitches,
    write: (design, api, options) => templateFile(design, api, 'cloudformation', options),
  },
  sam: {
    label: 'SAM',
    description:
      'A template with the serverless transform: AWS::Serverless::Api and HttpApi with their definitions.',
    formats: ['yaml', 'json'],
    hasExtensions: false,
    switches: templateSwitches,
    write: (design, api, options) => templateFile(design, api, 'sam', options),
  },
  design: {
    label: 'Gatewright design',
    description: 'The whole design with canned answers, tests and layout, to be opened here again.',
    formats: ['json'],
    hasExtensions: false,
    write: (design) =>
      ok([
        {
          name: `${fileName(design.name)}.gatewright.json`,
          mediaType: 'application/json',
          text: saveDesign(design),
        },
      ]),
  },
} satisfies { [K in ExporterId]: Exporter }

/** Write one API of a design. */
export function exportApi(
  design: Design,
  exporterId: ExporterId,
  apiId: string,
  options: ExportOptions,
): Result<ExportFile[]> {
  const api = Object.hasOwn(design.apis, apiId) ? design.apis[apiId] : undefined
  if (!api) return fail('export/no-api', `There is no API ${apiId} in the design.`)
  const exporter: Exporter = exporters[exporterId]
  return exporter.write(design, api, options)
}

function openApiFile(
  design: Design,
  api: Api,
  options: ExportOptions,
  dialect: 'openapi-3.0' | 'swagger-2.0',
): Result<ExportFile[]> {
  // the document in a template was never a file of its own
  const isFile = Object.keys(design.templates ?? {}).length === 0
  const written = openApiText(api, { ...options, dialect, isFile })
  if (!written.ok) return written
  const kind = dialect === 'swagger-2.0' ? 'swagger' : 'oas30'
  return ok([file(api, kind, options.format, written.value)], written.problems)
}

/** A template: the one that the API was read from with what was changed, else a new one. */
function templateFile(
  design: Design,
  api: Api,
  kind: TemplateKind,
  options: ExportOptions,
): Result<ExportFile[]> {
  const { format, isNarrowed = false } = options
  const others = Object.values(design.apis).filter(({ id }) => id !== api.id)
  const result = writtenTemplateText({
    design,
    apis: isNarrowed ? [api] : inOrder(design, [api, ...others]),
    kind,
    format,
    options: templateOptions(options),
    write: newTemplateWriters(kind, templateOptions(options)),
  })
  const name = kind === 'sam' ? 'sam' : 'template'
  return result.ok ? ok([file(api, name, format, result.value)], result.problems) : result
}

/** The APIs in the order of the design, after those that were read from the template of the first. */
function inOrder(design: Design, [chosen, ...others]: readonly Api[]): Api[] {
  const apis = [...(chosen ? [chosen] : []), ...others]
  const isOpened = (api: Api | undefined) => api && sourceOf(design, api.id) !== undefined
  return isOpened(chosen) ? apis : Object.values(design.apis).filter((api) => apis.includes(api))
}

function file(api: Api, kind: string, format: ExportFormat, text: string): ExportFile {
  return {
    name: `${fileName(api.name)}-${kind}.${format}`,
    mediaType: format === 'json' ? 'application/json' : 'application/yaml',
    text,
  }
}

function fileName(name: string): string {
  return name.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^-+|-+$/g, '') || 'api'
}
