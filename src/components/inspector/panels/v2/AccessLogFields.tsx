import type { Address, RouteStage } from '../../../../model/index.ts'
import { AreaField, SelectField, TextField, ToggleField } from '../../fields/fields.tsx'
import { accessLogFormats } from './accessLogFormats.ts'
import type { UpdateStage } from './updates.ts'
import type { RoutedApi } from './useRoutedApi.ts'

/** Where a stage writes its access logs, and in which format. */
export function AccessLogFields({
  at,
  api,
  stage,
  update,
}: {
  readonly at: Address
  readonly api: RoutedApi
  readonly stage: RouteStage
  readonly update: UpdateStage
}) {
  const logs = stage.accessLogSettings
  const place = [...at, 'accessLogSettings']
  const formats = accessLogFormats[api.protocol]
  const { destinationArn = '', format = '' } = logs ?? {}
  // the service takes only both
  const set = (next: { readonly destinationArn?: string; readonly format?: string }) =>
    update({ accessLogSettings: { destinationArn, format, ...next } })
  const starter = {
    destinationArn: `arn:aws:logs:us-east-1:123456789012:log-group:${api.name.replace(/[^\w./#-]/g, '-')}-access`,
    format: formats[0]?.format ?? '$context.requestId',
  }
  return (
    <>
      <ToggleField
        at={place}
        label="Access logging"
        help="One line for each request. The test console shows the line of a simulated request."
        value={logs !== undefined}
        edit={(isOn) => update({ accessLogSettings: isOn ? starter : undefined })}
      />
      {logs && (
        <>
          <TextField
            at={[...place, 'destinationArn']}
            label="Access log destination ARN"
            commits="leaving"
            help="A CloudWatch log group or a Firehose stream."
            value={destinationArn}
            edit={(arn) => set({ destinationArn: arn })}
          />
          <SelectField
            at={[...place, 'format']}
            label="Log format preset"
            value={formats.find((each) => each.format === format)?.label ?? 'Custom'}
            options={[...formats.map(({ label }) => label), 'Custom'].map((label) => ({
              value: label,
              label,
            }))}
            edit={(label) =>
              set({ format: formats.find((each) => each.label === label)?.format ?? format })
            }
          />
          <AreaField
            at={[...place, 'format']}
            label="Log format"
            help="Text with $context variables."
            rows={5}
            value={format}
            edit={(text) => set({ format: text })}
          />
        </>
      )}
    </>
  )
}
