// Registry of what can be written: a design's API to files, with the problems of what could not be represented.
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import type { Design } from '../schema/design.ts'
import type { Json } from '../schema/json.ts'
import type { RestApi } from '../schema/restApi.ts'
import { saveDesign } from '../saved/save.ts'
import { usualOptions } from './cloudformation/template.ts'
import type { TemplateOptions } from './cloudformation/template.ts'
import { writtenTemplateText } from './cloudformation/templateText.ts'
import type { NewTemplateWriter } from './cloudformation/convert.ts'
import type { TemplateKind } from './cloudformation/templateText.ts'
import { cloudFormationTemplate } from './cloudformation/write.ts'
import { serverlessTemplate } from './sam/write.ts'
import { originalOf } from './openapi/original.ts'
import { validDocument } from './openapi/valid.ts'
import { openApiDocument } from './openapi/write.ts'
import type { Extensions } from './openapi/write.ts'
import { yamlDocument, yamlText } from './yamlText.ts'

export type { Extensions } from './openapi/write.ts'

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
  readonly write: (design: Design, api: RestApi, options: ExportOptions) => Result<ExportFile[]>
}

export type ExporterId = 'openapi-3.0' | 'swagger-2.0' | 'cloudformation' | 'sam' | 'design'

const templateSwitches: readonly ExportSwitch[] = [
  {
    id: 'console-test',
    label: 'Allow the console test',
    description:
      'Functions may be called by every stage, the one of the Test in the console among them; else by the stages of the template alone.',
    byDefault: usualOptions.consoleTest,
  },
  {
    id: 'logging-role',
    label: 'Include the account logging role',
    description:
      'The role with which API Gateway writes execution logs. It holds for the whole account in the region.',
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
      'A template that creates the API with its resources, methods, models, deployment and stages.',
    formats: ['yaml', 'json'],
    hasExtensions: false,
    switches: templateSwitches,
    write: (design, api, options) =>
      templateFile(design, api, 'cloudformation', options, (from, each, createIds) =>
        cloudFormationTemplate(each, from.access, templateOptions(options), createIds),
      ),
  },
  sam: {
    label: 'SAM',
    description:
      'A template with the serverless transform: the API as an AWS::Serverless::Api with its definition.',
    formats: ['yaml', 'json'],
    hasExtensions: false,
    switches: templateSwitches,
    write: (design, api, options) =>
      templateFile(design, api, 'sam', options, (from, each, createIds) =>
        serverlessTemplate(each, from.access, templateOptions(options), createIds),
      ),
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
  if (api.protocol !== 'REST') {
    return fail('export/protocol', `${api.protocol} APIs cannot be exported yet.`, ['apis', apiId])
  }
  const exporter: Exporter = exporters[exporterId]
  return exporter.write(design, api, options)
}

function openApiFile(
  design: Design,
  api: RestApi,
  options: ExportOptions,
  dialect: 'openapi-3.0' | 'swagger-2.0',
): Result<ExportFile[]> {
  const stageName = options.stageName ?? Object.keys(api.stages)[0]
  const { retain = true, createdDate = '1.0' } = options
  const written = openApiDocument(api, {
    dialect,
    extensions: new Set(options.extensions ?? ['apigateway', 'authorizers', 'documentation']),
    retain,
    stageName,
    createdDate,
    region: 'us-east-1',
  })
  const { problems } = written
  // the document in a template was never a file of its own
  const isFile = Object.keys(design.templates ?? {}).length === 0
  const source = isFile ? originalOf(api, dialect) : undefined
  const document = retain
    ? validDocument(written.document, dialect, createdDate, source)
    : written.document
  const text = options.format === 'yaml' ? yamlText(yamlDocument(document)) : jsonText(document)
  return ok(
    [file(api, dialect === 'swagger-2.0' ? 'swagger' : 'oas30', options.format, text)],
    problems,
  )
}

/** A template: the one that the API was read from with what was changed, else a new one. */
function templateFile(
  design: Design,
  api: RestApi,
  kind: TemplateKind,
  options: ExportOptions,
  write: NewTemplateWriter,
): Result<ExportFile[]> {
  const { format } = options
  const name = kind === 'sam' ? 'sam' : 'template'
  const result = writtenTemplateText(design, api, kind, format, templateOptions(options), write)
  return result.ok ? ok([file(api, name, format, result.value)], result.problems) : result
}

function jsonText(value: Json): string {
  return JSON.stringify(value, null, 2) + '\n'
}

function file(api: RestApi, kind: string, format: ExportFormat, text: string): ExportFile {
  return {
    name: `${fileName(api.name)}-${kind}.${format}`,
    mediaType: format === 'json' ? 'application/json' : 'application/yaml',
    text,
  }
}

function fileName(name: string): string {
  return name.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^-+|-+$/g, '') || 'api'
}
