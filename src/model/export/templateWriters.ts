import type { Result } from '../result.ts'
import type { Api, Design } from '../schema/design.ts'
import type { Json } from '../schema/json.ts'
import type { NewTemplateWriter } from './cloudformation/apisTemplate.ts'
import type { LogicalIds } from './cloudformation/logicalIds.ts'
import { routedTemplate } from './cloudformation/routedWrite.ts'
import type { TemplateOptions } from './cloudformation/template.ts'
import type { TemplateKind } from './cloudformation/templateText.ts'
import { cloudFormationTemplate } from './cloudformation/write.ts'
import { serverlessRoutedTemplate } from './sam/httpApi.ts'
import { serverlessTemplate } from './sam/write.ts'

type ApiTemplateWriter<A extends Api> = (
  api: A,
  access: Design['access'],
  options: TemplateOptions,
  createIds: () => LogicalIds,
) => Result<Json>

/** How an API becomes a new template, by the kind of the template and the protocol of the API. */
const writers = {
  cloudformation: { REST: cloudFormationTemplate, HTTP: routedTemplate, WEBSOCKET: routedTemplate },
  sam: {
    REST: serverlessTemplate,
    HTTP: serverlessRoutedTemplate,
    WEBSOCKET: serverlessRoutedTemplate,
  },
} satisfies {
  [K in TemplateKind]: { [P in Api['protocol']]: ApiTemplateWriter<Extract<Api, { protocol: P }>> }
}

/** The writer of new templates of a kind. */
export function newTemplateWriters(
  kind: TemplateKind,
  options: TemplateOptions,
): NewTemplateWriter {
  return (design, api, createIds) => {
    // each writer takes the APIs of its own protocol, which the registry's type holds
    const write = writers[kind][api.protocol] as ApiTemplateWriter<Api>
    return write(api, design.access, options, createIds)
  }
}
