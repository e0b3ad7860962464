import Button from '@cloudscape-design/components/button'
import { useState } from 'react'
import {
  cacheClusterSizes,
  deploy,
  fail,
  isWithin,
  methodSettingName,
  methodsOf,
  promoteCanary,
  removeStage,
  removeStageVariable,
  setStageVariable,
  updateStage,
} from '../../../model/index.ts'
import type {
  Address,
  Design,
  MethodSetting,
  Result,
  RestApi,
  Stage,
} from '../../../model/index.ts'
import { editAndTell } from '../../store/editAndTell.ts'
import { useStores, useView } from '../../store/StoreContext.tsx'
import { SinceDeployment } from '../../shared/SinceDeployment.tsx'
import {
  NumberField,
  RequiredNumberField,
  SelectField,
  TextField,
  ToggleField,
  choices,
  optional,
} from '../fields/fields.tsx'
import { MapField } from '../fields/MapField.tsx'
import { RemoveItem } from '../fields/RemoveItem.tsx'
import { momentText } from '../../ui/moment.ts'
import { Remove } from './Remove.tsx'
import { Section } from './Section.tsx'
import { useRestApi } from './useRestApi.ts'
import { ChipChoice } from './ChipChoice.tsx'

type Change = Parameters<typeof updateStage>[1]['change']

interface PartProps {
  readonly at: Address
  readonly api: RestApi
  readonly stage: Stage
  readonly update: (change: Change) => (design: Design) => Result<Design>
}

/** A stage: what it serves, its variables, its settings for methods, its logs and its canary. */
export function StagePanel({ at }: { readonly at: Address }) {
  const [, apiId = '', , stageName = ''] = at
  const stores = useStores()
  const { designStore, services } = stores
  const api = useRestApi(apiId)
  const revealed = useView((state) => state.reveal?.at)
  const stage = api?.stages[stageName]
  if (!api || !stage) return <p>This stage is no longer there.</p>
  const update = (change: Change) => (design: Design) =>
    updateStage(design, { apiId, stageName, change })
  const deployNow = () => {
    const { nextId } = designStore.getState()
    const createdDate = new Date(services.now()).toISOString()
    const where = stage.canarySettings ? `the canary of ${stageName}` : stageName
    editAndTell(
      stores,
      `Deploy to ${stageName}`,
      (design) => deploy(design, { apiId, stageName, deploymentId: nextId(), createdDate }),
      { text: `The API as it stands is deployed to ${where}.`, offersUndo: false },
    )
  }
  const isOpen = (property: string) =>
    revealed !== undefined && isWithin(revealed, [...at, property])
  const part = { at, api, stage, update }
  return (
    <>
      <p className="gw-path">{stageName}</p>
      <div className="gw-row gw-wrap gw-tight">
        <Button onClick={deployNow}>Deploy the API here</Button>
      </div>
      <Remove
        label={`Delete the stage ${stageName}`}
        done={`Deleted the stage ${stageName}.`}
        apiId={apiId}
        operation={(design) => removeStage(design, { apiId, stageName })}
      />
      <SelectField
        at={[...at, 'deploymentId']}
        label="Deployment"
        help="What callers of the stage get. The test console sends to the design as it is now, or to this."
        value={stage.deploymentId ?? ''}
        options={[{ value: '', label: 'None yet' }, ...deploymentChoices(api)]}
        edit={(value) => update({ deploymentId: optional(value) })}
      />
      <SinceDeployment api={api} deploymentId={stage.deploymentId} />
      <TextField
        at={[...at, 'description']}
        label="Description"
        value={stage.description ?? ''}
        edit={(value) => update({ description: optional(value) })}
      />
      <MapField
        at={[...at, 'variables']}
        label="Stage variables"
        help="Read in templates as $stageVariables.name, in endpoints as ${stageVariables.name}."
        nameLabel="Name"
        valueLabel="Value"
        entries={Object.entries(stage.variables)}
        set={(name, value) => (design) =>
          setStageVariable(design, { apiId, stageName, name, value })
        }
        remove={(name) => (design) => removeStageVariable(design, { apiId, stageName, name })}
      />
      <Section name="Method settings" isOpen={isOpen('methodSettings')}>
        <MethodSettings {...part} />
      </Section>
      <Section
        name="Logs and tracing"
        isOpen={isOpen('accessLogSettings') || isOpen('tracingEnabled')}
      >
        <Logs {...part} />
      </Section>
      <Section name="Cache" isOpen={isOpen('cacheClusterEnabled') || isOpen('cacheClusterSize')}>
        <ToggleField
          at={[...at, 'cacheClusterEnabled']}
          label="Provision API cache"
          value={stage.cacheClusterEnabled}
          edit={(cacheClusterEnabled) => update({ cacheClusterEnabled })}
        />
        <SelectField
          at={[...at, 'cacheClusterSize']}
          label="Cache capacity"
          help="Gigabytes."
          value={stage.cacheClusterSize ?? ''}
          options={[{ value: '', label: 'Default' }, ...choices(cacheClusterSizes)]}
          edit={(value) => update({ cacheClusterSize: optional(value) })}
        />
      </Section>
      <Section name="Canary" isOpen={isOpen('canarySettings')}>
        <Canary {...part} />
      </Section>
      <Section
        name="Security, documentation and tags"
        isOpen={['clientCertificateId', 'webAclArn', 'documentationVersion', 'tags'].some(isOpen)}
      >
        <TextField
          at={[...at, 'clientCertificateId']}
          label="Client certificate"
          help="Its id: the gateway shows it to HTTP backends."
          value={stage.clientCertificateId ?? ''}
          edit={(value) => update({ clientCertificateId: optional(value) })}
        />
        <TextField
          at={[...at, 'webAclArn']}
          label="Web ACL"
          help="The ARN of a WAF access control list. What it says of a call is chosen in the test console."
          value={stage.webAclArn ?? ''}
          edit={(value) => update({ webAclArn: optional(value) })}
        />
        <SelectField
          at={[...at, 'documentationVersion']}
          label="Documentation version"
          value={stage.documentationVersion ?? ''}
          options={[
            { value: '', label: 'None' },
            ...choices(Object.keys(api.documentationVersions)),
          ]}
          edit={(value) => update({ documentationVersion: optional(value) })}
        />
        <MapField
          at={[...at, 'tags']}
          label="Tags"
          nameLabel="Key"
          valueLabel="Value"
          entries={Object.entries(stage.tags)}
          set={(key, value) => update({ tags: { ...stage.tags, [key]: value } })}
          remove={(key) => update({ tags: without(stage.tags, key) })}
        />
      </Section>
    </>
  )
}

function deploymentChoices(api: RestApi): { value: string; label: string }[] {
  return Object.values(api.deployments).map(({ id, createdDate, description }) => ({
    value: id,
    label: `${momentText(createdDate)}${description === undefined ? '' : `, ${description}`}`,
  }))
}

function without<T>(map: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(map).filter(([name]) => name !== key))
}

function MethodSettings({ at, api, stage, update }: PartProps) {
  const keys = Object.keys(stage.methodSettings)
  const [chosen, setChosen] = useState<string>()
  // a problem leads to the settings of one method
  const revealed = useView(({ reveal }) =>
    reveal && isWithin(reveal.at, [...at, 'methodSettings']) ? reveal.at[at.length + 1] : undefined,
  )
  const shown = [chosen, revealed].find((key) => key !== undefined && keys.includes(key)) ?? keys[0]
  const possible = [
    '*/*',
    ...methodsOf(api).map(
      ({ path, method }) => `${path.replaceAll('/', '~1')}/${method.httpMethod}`,
    ),
  ].filter((key) => !keys.includes(key))
  const add = (key: string) => {
    queueMicrotask(() => setChosen(key))
    return update({ methodSettings: { ...stage.methodSettings, [key]: {} } })
  }
  return (
    <div className="gw-fields" data-list="">
      <SelectField
        at={[...at, 'methodSettings']}
        label="Add settings for"
        help="Settings of a method win over those of all methods."
        value=""
        options={possible.map((value) => ({ value, label: methodSettingName(value) }))}
        edit={add}
      />
      <h4 data-list-heading="" tabIndex={-1}>
        Methods with settings
      </h4>
      <ChipChoice
        label="Method settings"
        keys={keys}
        chosen={shown}
        choose={setChosen}
        nameOf={methodSettingName}
      />
      {shown === undefined ? (
        <p className="gw-help">No method has settings of its own: the account's limits apply.</p>
      ) : (
        <MethodSettingFields key={shown} name={shown} at={at} stage={stage} update={update} />
      )}
    </div>
  )
}

const switches: readonly {
  readonly property:
    | 'metricsEnabled'
    | 'dataTraceEnabled'
    | 'cachingEnabled'
    | 'cacheDataEncrypted'
    | 'requireAuthorizationForCacheControl'
  readonly label: string
}[] = [
  { property: 'metricsEnabled', label: 'Detailed CloudWatch metrics' },
  { property: 'dataTraceEnabled', label: 'Data tracing: full requests and responses in the log' },
  { property: 'cachingEnabled', label: 'Method cache' },
  { property: 'cacheDataEncrypted', label: 'Encrypt cache data' },
  {
    property: 'requireAuthorizationForCacheControl',
    label: 'Require authorization for cache invalidation',
  },
]

function MethodSettingFields({
  name,
  at,
  stage,
  update,
}: Omit<PartProps, 'api'> & { readonly name: string }) {
  const setting = stage.methodSettings[name] ?? {}
  const place = [...at, 'methodSettings', name]
  const set = (change: { readonly [K in keyof MethodSetting]?: MethodSetting[K] | undefined }) => {
    const merged = Object.entries({ ...setting, ...change })
    const next = Object.fromEntries(merged.filter(([, value]) => value !== undefined))
    return update({ methodSettings: { ...stage.methodSettings, [name]: next } })
  }
  const amount =
    (property: 'throttlingBurstLimit' | 'throttlingRateLimit' | 'cacheTtlInSeconds') =>
    (value: number | undefined) =>
    (design: Design): Result<Design> =>
      value !== undefined && value < 0
        ? fail('stage/setting', `${value} is not a number of 0 or more`, place)
        : set({ [property]: value })(design)
  return (
    <div className="gw-response">
      <h4>{methodSettingName(name)}</h4>
      <SelectField
        at={[...place, 'loggingLevel']}
        label="CloudWatch logs"
        value={setting.loggingLevel ?? ''}
        options={[
          { value: '', label: 'Not set' },
          { value: 'OFF', label: 'Off' },
          { value: 'ERROR', label: 'Errors only' },
          { value: 'INFO', label: 'Errors and info logs' },
        ]}
        edit={(value) => set({ loggingLevel: value === '' ? undefined : (value as 'OFF') })}
      />
      <NumberField
        at={[...place, 'throttlingRateLimit']}
        label="Rate"
        help="Requests per second."
        isWhole={false}
        value={setting.throttlingRateLimit}
        edit={amount('throttlingRateLimit')}
      />
      <NumberField
        at={[...place, 'throttlingBurstLimit']}
        label="Burst"
        help="Requests at once."
        value={setting.throttlingBurstLimit}
        edit={amount('throttlingBurstLimit')}
      />
      <NumberField
        at={[...place, 'cacheTtlInSeconds']}
        label="Cache time-to-live"
        help="Seconds, 0 to 3600."
        value={setting.cacheTtlInSeconds}
        edit={amount('cacheTtlInSeconds')}
      />
      {switches.map(({ property, label }) => (
        <ToggleField
          key={property}
          at={[...place, property]}
          label={label}
          value={setting[property] ?? false}
          edit={(value) => set({ [property]: value })}
        />
      ))}
      <SelectField
        at={[...place, 'unauthorizedCacheControlHeaderStrategy']}
        label="Handle unauthorized invalidation"
        value={setting.unauthorizedCacheControlHeaderStrategy ?? ''}
        options={[
          { value: '', label: 'Not set' },
          { value: 'SUCCEED_WITH_RESPONSE_HEADER', label: 'Ignore it, add a warning header' },
          { value: 'SUCCEED_WITHOUT_RESPONSE_HEADER', label: 'Ignore it' },
          { value: 'FAIL_WITH_403', label: 'Fail with 403' },
        ]}
        edit={(value) =>
          set({
            unauthorizedCacheControlHeaderStrategy:
              value === '' ? undefined : (value as 'FAIL_WITH_403'),
          })
        }
      />
      <RemoveItem
        label={`Remove the settings of ${methodSettingName(name)}`}
        done={`Removed the settings of ${methodSettingName(name)}.`}
        operation={update({ methodSettings: without(stage.methodSettings, name) })}
      />
    </div>
  )
}

function Logs({ at, stage, update }: PartProps) {
  const logs = stage.accessLogSettings
  const set = (change: { readonly destinationArn?: string; readonly format?: string }) => {
    const merged = Object.entries({ ...logs, ...change }).filter(([, value]) => value !== '')
    return update({
      accessLogSettings: merged.length === 0 ? undefined : Object.fromEntries(merged),
    })
  }
  return (
    <>
      <TextField
        at={[...at, 'accessLogSettings', 'destinationArn']}
        label="Access log destination ARN"
        help="A log group or a Firehose stream."
        placeholder="arn:aws:logs:us-east-1:123456789012:log-group:access"
        value={logs?.destinationArn ?? ''}
        edit={(destinationArn) => set({ destinationArn })}
      />
      <TextField
        at={[...at, 'accessLogSettings', 'format']}
        label="Access log format"
        placeholder='{"requestId":"$context.requestId"}'
        value={logs?.format ?? ''}
        edit={(format) => set({ format })}
      />
      <ToggleField
        at={[...at, 'tracingEnabled']}
        label="X-Ray tracing"
        value={stage.tracingEnabled}
        edit={(tracingEnabled) => update({ tracingEnabled })}
      />
    </>
  )
}

function Canary({ at, api, stage, update }: PartProps) {
  const stores = useStores()
  const canary = stage.canarySettings
  const place = [...at, 'canarySettings']
  const promote = () => {
    const { stageName } = stage
    editAndTell(
      stores,
      `Promote the canary of ${stageName}`,
      (design) => promoteCanary(design, { apiId: api.id, stageName }),
      { text: `${stageName} serves what its canary served.`, offersUndo: false },
    )
  }
  if (!canary) {
    return (
      <ToggleField
        at={place}
        label="Send a part of the traffic to a canary"
        value={false}
        edit={() =>
          update({
            canarySettings: {
              percentTraffic: 10,
              stageVariableOverrides: {},
              useStageCache: false,
              ...(stage.deploymentId !== undefined && { deploymentId: stage.deploymentId }),
            },
          })
        }
      />
    )
  }
  const set = (change: Partial<typeof canary>) =>
    update({ canarySettings: { ...canary, ...change } })
  return (
    <>
      <ToggleField
        at={place}
        label="Send a part of the traffic to a canary"
        value
        edit={() => update({ canarySettings: undefined })}
      />
      <RequiredNumberField
        at={[...place, 'percentTraffic']}
        label="Percentage of requests"
        help="0 to 100: the share of the stage's requests that goes to the canary."
        isWhole={false}
        value={canary.percentTraffic}
        edit={(percentTraffic) => set({ percentTraffic })}
      />
      <SelectField
        at={[...place, 'deploymentId']}
        label="Canary deployment"
        value={canary.deploymentId ?? ''}
        options={deploymentChoices(api)}
        edit={(deploymentId) => set({ deploymentId })}
      />
      <MapField
        at={[...place, 'stageVariableOverrides']}
        label="Stage variables of the canary"
        nameLabel="Name"
        valueLabel="Value"
        entries={Object.entries(canary.stageVariableOverrides)}
        set={(name, value) =>
          set({ stageVariableOverrides: { ...canary.stageVariableOverrides, [name]: value } })
        }
        remove={(name) =>
          set({ stageVariableOverrides: without(canary.stageVariableOverrides, name) })
        }
      />
      <ToggleField
        at={[...place, 'useStageCache']}
        label="Use the cache of the stage"
        value={canary.useStageCache}
        edit={(useStageCache) => set({ useStageCache })}
      />
      <p className="gw-help">
        While there is a canary, deployments to this stage go to it. Promoting gives the stage the
        deployment and the variables of the canary, and the canary no more requests.
      </p>
      <Button onClick={promote}>Promote canary</Button>
    </>
  )
}
