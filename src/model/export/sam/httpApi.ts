import { ok } from '../../result.ts'
import type { Result } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import type { Json } from '../../schema/json.ts'
import { createLogicalIds } from '../cloudformation/logicalIds.ts'
import type { LogicalIds } from '../cloudformation/logicalIds.ts'
import { isObject } from '../cloudformation/merge.ts'
import { templateOfRouted, writtenRouted } from '../cloudformation/routedWrite.ts'
import { usualOptions } from '../cloudformation/template.ts'
import type { RoutedWriter, TemplateOptions } from '../cloudformation/template.ts'

/** A template with the serverless transform of one HTTP or WebSocket API. */
export function serverlessRoutedTemplate(
  api: RoutedWriter['api'],
  access: Design['access'],
  options: TemplateOptions = usualOptions,
  createIds: () => LogicalIds = createLogicalIds,
): Result<Json> {
  const writer = writtenRouted(api, access, 'parts', { options, ids: createIds() })
  const written = templateOfRouted(writer)
  const { AWSTemplateFormatVersion, ...rest } = isObject(written) ? written : {}
  return ok(
    {
      AWSTemplateFormatVersion: AWSTemplateFormatVersion ?? '2010-09-09',
      Transform: 'AWS::Serverless-2016-10-31',
      ...rest,
    },
    writer.problems,
  )
}
