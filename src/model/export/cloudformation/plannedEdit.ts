import type { Problem } from '../../result.ts'
import type { Api, Design } from '../../schema/design.ts'
import type { Json } from '../../schema/json.ts'
import type { TemplateSource } from '../../schema/template.ts'
import { contentHash } from './contentHash.ts'
import { typeOf } from './resourceProperties.ts'
import type { ApiWriter, TemplateOptions } from './template.ts'
import type { OpenedTemplate, TemplateEdit } from './templateEdit.ts'

/** An API of a template that was opened: as the template makes it, and as it is drawn. */
export interface OpenedApi<A extends Api = Api> {
  readonly opened: OpenedTemplate
  readonly source: TemplateSource
  readonly design: Design
  readonly apiLogicalId: string
  readonly apiBefore: A
  /** `undefined` where the API was deleted. */
  readonly api: A | undefined
  readonly logicalIds: Readonly<Record<string, string>>
  readonly logicalIdsBefore: Readonly<Record<string, string>>
  readonly options: TemplateOptions
}

/** What the edits of one API do to a template. */
export interface PlannedEdit {
  /** True where the API is written differently after the edits. */
  readonly isEdited: boolean
  readonly apply: (edit: TemplateEdit) => TemplateEdit
  /** Parts of the API that the edited template would make differently from the design. */
  readonly differences: (after: Json, names: ReadonlyMap<string, string>) => Problem[]
}

/** Problems of the template that were not there before the edits. */
export function newProblems(was: ApiWriter, is: ApiWriter | undefined): Problem[] {
  const known = new Set(was.problems.map(({ code, message }) => `${code} ${message}`))
  return (is?.problems ?? []).filter(({ code, message }) => !known.has(`${code} ${message}`))
}

/** Types whose change an API has to be deployed for. */
const deployedTypes: ReadonlySet<string> = new Set([
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGateway::Resource',
  'AWS::ApiGateway::Method',
  'AWS::ApiGateway::Model',
  'AWS::ApiGateway::RequestValidator',
  'AWS::ApiGateway::Authorizer',
  'AWS::ApiGateway::GatewayResponse',
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::IntegrationResponse',
  'AWS::ApiGatewayV2::Model',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::RouteResponse',
])

/** Give the deployment of an API another logical id where its definition changed, so that it is deployed again. */
export function redeployed(
  before: TemplateEdit,
  edit: TemplateEdit,
  { raw }: OpenedTemplate,
  deploymentId: string | undefined,
): TemplateEdit {
  const { resources } = edit
  if (deploymentId === undefined || !Object.hasOwn(resources, deploymentId)) return edit
  const logicalIds = new Set([...Object.keys(before.resources), ...Object.keys(resources)])
  const isChanged = [...logicalIds].some(
    (logicalId) =>
      before.resources[logicalId] !== resources[logicalId] &&
      deployedTypes.has(typeOf(resources[logicalId] ?? raw[logicalId]) ?? ''),
  )
  if (!isChanged) return edit
  const stem = deploymentId.replace(/(?:[0-9a-f]{8,}|\d{6,})$/, '') || 'Deployment'
  const name = `${stem}${contentHash(JSON.stringify(resources))}`
  return { ...edit, names: new Map([...edit.names, [deploymentId, name]]) }
}

/** Report an API that the edited template no longer makes. */
export function notMade(api: Api): Problem {
  return {
    code: 'cloudformation/differs',
    message: `The template no longer makes the API ${api.name}.`,
    severity: 'warning',
    at: ['apis', api.id],
  }
}
