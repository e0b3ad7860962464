import { implicitHttpApiId } from './serverlessHttpApi.ts'
import { asObject } from './template.ts'
import type { TemplateResource } from './template.ts'

/** An API that functions share when they name none, with the settings of Globals. */
interface ImplicitApi {
  readonly resource: TemplateResource
  /** The type of the events that fill it, and the property with which they name another API. */
  readonly eventType: string
  readonly nameProperty: string
}

const implicitApis: readonly ImplicitApi[] = [
  {
    resource: {
      logicalId: 'ServerlessRestApi',
      type: 'AWS::Serverless::Api',
      properties: { Name: 'stack', StageName: 'Prod' },
      dependsOn: [],
      condition: undefined,
    },
    eventType: 'Api',
    nameProperty: 'RestApiId',
  },
  {
    resource: {
      logicalId: implicitHttpApiId,
      type: 'AWS::Serverless::HttpApi',
      properties: { Name: 'stack' },
      dependsOn: [],
      condition: undefined,
    },
    eventType: 'HttpApi',
    nameProperty: 'ApiId',
  },
]

/** True where some event of the type names no API, and the template does not write the API itself. */
function isNeeded(
  { resource, eventType, nameProperty }: ImplicitApi,
  resources: readonly TemplateResource[],
): boolean {
  if (resources.some(({ logicalId }) => logicalId === resource.logicalId)) return false
  return resources.some(
    ({ type, properties }) =>
      type.startsWith('AWS::Serverless::') &&
      Object.values(asObject(properties['Events'])).some((event) => {
        const { Type: kind, Properties: settings } = asObject(event)
        return kind === eventType && asObject(settings)[nameProperty] === undefined
      }),
  )
}

/** The APIs that the serverless transform adds to the resources of a template. */
export function implicitApisOf(resources: readonly TemplateResource[]): TemplateResource[] {
  return implicitApis
    .filter((implicit) => isNeeded(implicit, resources))
    .map(({ resource }) => resource)
}
