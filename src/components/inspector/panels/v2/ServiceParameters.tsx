import { integrationSubtypes } from '../../../../model/index.ts'
import type { Address, RouteIntegration } from '../../../../model/index.ts'
import { SelectField, TextField, choices } from '../../fields/fields.tsx'
import { without } from '../../fields/lists.ts'
import { ListHeading, RemoveItem } from '../../fields/RemoveItem.tsx'
import type { UpdateIntegration } from './updates.ts'

/** The parameters of an AWS service action: the required ones, and the optional ones that are set. */
export function ServiceParameters({
  at,
  integration,
  update,
  sources,
}: {
  readonly at: Address
  readonly integration: RouteIntegration
  readonly update: UpdateIntegration
  /** Sources that values can read. */
  readonly sources: readonly string[]
}) {
  const { integrationSubtype: subtype = '', requestParameters } = integration
  const known = Object.hasOwn(integrationSubtypes, subtype)
    ? integrationSubtypes[subtype]
    : undefined
  const { required = [], optional: optionalNames = [] } = known ?? {}
  const set = (name: string, value: string) =>
    update({ requestParameters: { ...requestParameters, [name]: value } })
  const names = [
    ...required,
    ...Object.keys(requestParameters).filter((name) => !required.includes(name)),
  ]
  const missing = optionalNames.filter((name) => !names.includes(name))
  const place = [...at, 'requestParameters']
  return (
    <div className="gw-fields" data-list="">
      <ListHeading text="Parameters" />
      <p className="gw-help">
        A constant or a source such as $request.body.id or $request.querystring.name.
      </p>
      {names.map((name) => (
        <div key={name} className="gw-fields">
          <TextField
            at={[...place, name]}
            label={required.includes(name) ? `${name} (required)` : name}
            suggestions={sources}
            value={requestParameters[name] ?? ''}
            edit={(value) => set(name, value)}
          />
          {!required.includes(name) && (
            <RemoveItem
              label={`Remove ${name}`}
              done={`Removed the parameter ${name}.`}
              operation={update({ requestParameters: without(requestParameters, name) })}
            />
          )}
        </div>
      ))}
      {missing.length > 0 && (
        <SelectField
          at={place}
          label="Add an optional parameter"
          value=""
          options={choices(missing)}
          edit={(name) => set(name, '')}
        />
      )}
    </div>
  )
}
