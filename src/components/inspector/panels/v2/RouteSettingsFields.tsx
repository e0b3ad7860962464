import { useState } from 'react'
import { isWithin } from '../../../../model/index.ts'
import type { Address, Design, Result, RouteSettings, RouteStage } from '../../../../model/index.ts'
import { useView } from '../../../store/StoreContext.tsx'
import { NumberField, SelectField, ToggleField, choices } from '../../fields/fields.tsx'
import { presentMembers, without } from '../../fields/lists.ts'
import { RemoveItem } from '../../fields/RemoveItem.tsx'
import type { UpdateStage } from './updates.ts'
import type { RoutedApi } from './useRoutedApi.ts'
import { ChipChoice } from '../ChipChoice.tsx'

interface StagePartProps {
  readonly at: Address
  readonly api: RoutedApi
  readonly stage: RouteStage
  readonly update: UpdateStage
}

/** The settings of all routes of a stage that have none of their own. */
export function DefaultRouteSettings({ at, api, stage, update }: StagePartProps) {
  return (
    <SettingsFields
      at={[...at, 'defaultRouteSettings']}
      protocol={api.protocol}
      settings={stage.defaultRouteSettings}
      set={(defaultRouteSettings) => update({ defaultRouteSettings })}
    />
  )
}

/** The routes of a stage that have their own settings. */
export function RouteSettingsList({ at, api, stage, update }: StagePartProps) {
  const place = [...at, 'routeSettings']
  const keys = Object.keys(stage.routeSettings)
  const [chosen, setChosen] = useState<string>()
  const revealed = useView(({ reveal }) =>
    reveal && isWithin(reveal.at, place) ? reveal.at[place.length] : undefined,
  )
  const shown = [chosen, revealed].find((key) => key !== undefined && keys.includes(key)) ?? keys[0]
  const possible = Object.values(api.routes)
    .map(({ routeKey }) => routeKey)
    .filter((key) => !keys.includes(key))
  const set = (key: string, settings: RouteSettings) =>
    update({ routeSettings: { ...stage.routeSettings, [key]: settings } })
  const add = (key: string) => {
    queueMicrotask(() => setChosen(key))
    return set(key, {})
  }
  return (
    <div className="gw-fields" data-list="">
      <SelectField
        at={place}
        label="Add settings for"
        help="The settings of a route replace the default route settings."
        value=""
        options={choices(possible)}
        edit={add}
      />
      <h4 data-list-heading="" tabIndex={-1}>
        Routes with settings
      </h4>
      <ChipChoice label="Route settings" keys={keys} chosen={shown} choose={setChosen} />
      {shown === undefined ? (
        <p className="gw-help">No route has its own settings.</p>
      ) : (
        <section key={shown} className="gw-response" aria-label={`Settings of ${shown}`}>
          <h4>{shown}</h4>
          <SettingsFields
            at={[...place, shown]}
            protocol={api.protocol}
            settings={stage.routeSettings[shown] ?? {}}
            set={(settings) => set(shown, settings)}
          />
          <RemoveItem
            label={`Remove the settings of ${shown}`}
            done={`Removed the settings of ${shown}.`}
            operation={update({ routeSettings: without(stage.routeSettings, shown) })}
          />
        </section>
      )}
    </div>
  )
}

function SettingsFields({
  at,
  protocol,
  settings,
  set,
}: {
  readonly at: Address
  readonly protocol: RoutedApi['protocol']
  readonly settings: RouteSettings
  readonly set: (settings: RouteSettings) => (design: Design) => Result<Design>
}) {
  const change = (next: { readonly [K in keyof RouteSettings]?: RouteSettings[K] | undefined }) =>
    set(presentMembers<RouteSettings>({ ...settings, ...next }))
  return (
    <>
      <NumberField
        at={[...at, 'throttlingRateLimit']}
        label="Rate"
        help="Requests per second. Default: the limit of the account, 10,000."
        isWhole={false}
        value={settings.throttlingRateLimit}
        edit={(throttlingRateLimit) => change({ throttlingRateLimit })}
      />
      <NumberField
        at={[...at, 'throttlingBurstLimit']}
        label="Burst"
        help="Requests at the same time. Default: the limit of the account, 5,000."
        value={settings.throttlingBurstLimit}
        edit={(throttlingBurstLimit) => change({ throttlingBurstLimit })}
      />
      <ToggleField
        at={[...at, 'detailedMetricsEnabled']}
        label="Detailed route metrics"
        value={settings.detailedMetricsEnabled ?? false}
        edit={(isOn) => change({ detailedMetricsEnabled: isOn ? true : undefined })}
      />
      {protocol === 'WEBSOCKET' && (
        <>
          <SelectField
            at={[...at, 'loggingLevel']}
            label="CloudWatch logs"
            value={settings.loggingLevel ?? ''}
            options={[
              { value: '', label: 'Not set' },
              { value: 'OFF', label: 'Off' },
              { value: 'ERROR', label: 'Errors only' },
              { value: 'INFO', label: 'Errors and info logs' },
            ]}
            edit={(level) =>
              change({
                loggingLevel:
                  level === 'OFF' || level === 'ERROR' || level === 'INFO' ? level : undefined,
              })
            }
          />
          <ToggleField
            at={[...at, 'dataTraceEnabled']}
            label="Data tracing: full messages in the log"
            value={settings.dataTraceEnabled ?? false}
            edit={(isOn) => change({ dataTraceEnabled: isOn ? true : undefined })}
          />
        </>
      )}
    </>
  )
}
