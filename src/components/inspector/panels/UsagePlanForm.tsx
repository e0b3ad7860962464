import Checkbox from '@cloudscape-design/components/checkbox'
import {
  methodSettingName,
  methodsOf,
  putUsagePlan,
  removeUsagePlan,
} from '../../../model/index.ts'
import type {
  Address,
  ApiStage,
  Design,
  QuotaSettings,
  ThrottleSettings,
  UsagePlan,
} from '../../../model/index.ts'
import { useDesign, useStores } from '../../store/StoreContext.tsx'
import { NumberField, SelectField, TextField, optional } from '../fields/fields.tsx'
import type { FieldEdit } from '../fields/fields.tsx'
import { presentMembers, without } from '../fields/lists.ts'
import { ListHeading, RemoveItem } from '../fields/RemoveItem.tsx'
import { TagsField } from '../fields/TagsField.tsx'
import { Remove } from './Remove.tsx'

type Change = { readonly [K in keyof UsagePlan]?: UsagePlan[K] | undefined }
type Put = (change: Change) => (design: Design) => ReturnType<typeof putUsagePlan>

/** A usage plan: which stages it covers, how much of them its keys may use. */
export function UsagePlanForm({ id, at }: { readonly id: string; readonly at: Address }) {
  const plan = useDesign(({ access }) => access.usagePlans[id])
  if (!plan) return <p>This usage plan is no longer there.</p>
  const put: Put = (change) => (design) =>
    putUsagePlan(design, { plan: presentMembers<UsagePlan>({ ...plan, ...change }) })
  const quota = (change: { readonly [K in keyof QuotaSettings]?: QuotaSettings[K] | undefined }) =>
    put({ quota: presentMembers<QuotaSettings>({ ...plan.quota, ...change }) })
  return (
    <>
      <TextField
        at={[...at, 'name']}
        label="Name"
        commits="leaving"
        value={plan.name}
        edit={(name) => put({ name })}
      />
      <TextField
        at={[...at, 'description']}
        label="Description"
        value={plan.description ?? ''}
        edit={(description) => put({ description: optional(description) })}
      />
      <Throttle
        at={[...at, 'throttle']}
        throttle={plan.throttle}
        edit={(throttle) => put({ throttle })}
      />
      <SelectField
        at={[...at, 'quota', 'period']}
        label="Quota"
        value={plan.quota?.period ?? ''}
        options={[
          { value: '', label: 'No quota' },
          { value: 'DAY', label: 'Per day' },
          { value: 'WEEK', label: 'Per week' },
          { value: 'MONTH', label: 'Per month' },
        ]}
        edit={(period) =>
          period === ''
            ? put({ quota: undefined })
            : quota({ period: period as 'DAY', limit: plan.quota?.limit ?? 1000 })
        }
      />
      {plan.quota && (
        <>
          <NumberField
            at={[...at, 'quota', 'limit']}
            label="Requests in the period"
            value={plan.quota.limit}
            edit={(limit) => quota({ limit })}
          />
          <NumberField
            at={[...at, 'quota', 'offset']}
            label="Fewer in the first period"
            help="Requests that are taken off the quota of the first period."
            value={plan.quota.offset}
            edit={(offset) => quota({ offset })}
          />
        </>
      )}
      <Stages at={at} plan={plan} put={put} />
      <Keys plan={plan} put={put} />
      <TextField
        at={[...at, 'productCode']}
        label="Product code"
        help="Of AWS Marketplace."
        value={plan.productCode ?? ''}
        edit={(productCode) => put({ productCode: optional(productCode) })}
      />
      <TagsField at={at} tags={plan.tags} edit={(tags) => put({ tags })} />
      <Remove
        label="Delete the usage plan"
        done={`Deleted the usage plan ${plan.name}.`}
        operation={(design) => removeUsagePlan(design, { id })}
      />
    </>
  )
}

/** Rate and burst, each as long as it is given. */
function Throttle({
  at,
  throttle,
  edit,
}: {
  readonly at: Address
  readonly throttle: ThrottleSettings | undefined
  readonly edit: FieldEdit<ThrottleSettings | undefined>
}) {
  const changed = (change: { readonly [K in keyof ThrottleSettings]: number | undefined }) => {
    const next = presentMembers<ThrottleSettings>({ ...throttle, ...change })
    return edit(Object.keys(next).length === 0 ? undefined : next)
  }
  return (
    <div className="gw-pair">
      <NumberField
        at={[...at, 'rateLimit']}
        label="Rate"
        help="Requests per second."
        isWhole={false}
        value={throttle?.rateLimit}
        edit={(rateLimit) => changed({ rateLimit })}
      />
      <NumberField
        at={[...at, 'burstLimit']}
        label="Burst"
        help="Requests at once."
        value={throttle?.burstLimit}
        edit={(burstLimit) => changed({ burstLimit })}
      />
    </div>
  )
}

function Stages({
  at,
  plan,
  put,
}: {
  readonly at: Address
  readonly plan: UsagePlan
  readonly put: Put
}) {
  const apis = useDesign((design) => design.apis)
  const { apiStages } = plan
  const free = Object.values(apis).flatMap((api) =>
    api.protocol === 'REST'
      ? Object.keys(api.stages)
          .filter((stage) => !apiStages.some((one) => one.apiId === api.id && one.stage === stage))
          .map((stage) => ({ value: `${api.id}:${stage}`, label: `${api.name} · ${stage}` }))
      : [],
  )
  const change = (i: number, throttle: ApiStage['throttle']) =>
    put({
      apiStages: apiStages.map((each, index) =>
        index === i ? presentMembers<ApiStage>({ ...each, throttle }) : each,
      ),
    })
  return (
    <div className="gw-fields" data-list="">
      <ListHeading text="Stages" />
      {apiStages.map((stage, i) => {
        const api = apis[stage.apiId]
        const name = `${api?.name ?? stage.apiId} · ${stage.stage}`
        const limited = Object.entries(stage.throttle ?? {})
        const methods =
          api?.protocol === 'REST'
            ? methodsOf(api)
                .map(({ path, method }) => `${path}/${method.httpMethod}`)
                .filter((key) => !limited.some(([known]) => known === key))
            : []
        return (
          <section key={name} className="gw-response" aria-label={`Stage ${name}`}>
            <h4>{name}</h4>
            {limited.map(([key, throttle]) => (
              <fieldset key={key} className="gw-map-field">
                <legend>{methodSettingName(key)}</legend>
                <Throttle
                  at={[...at, 'apiStages', String(i), 'throttle', key]}
                  throttle={throttle}
                  edit={(next) =>
                    change(
                      i,
                      next === undefined
                        ? without(stage.throttle ?? {}, key)
                        : { ...stage.throttle, [key]: next },
                    )
                  }
                />
              </fieldset>
            ))}
            <SelectField
              at={[...at, 'apiStages', String(i), 'throttle']}
              label="Limit one method"
              help={limited.length === 0 ? '' : 'A limit without rate and burst is taken away.'}
              value=""
              options={methods.map((key) => ({ value: key, label: methodSettingName(key) }))}
              edit={(key) =>
                change(i, { ...stage.throttle, [key]: { rateLimit: 1, burstLimit: 1 } })
              }
            />
            <RemoveItem
              label={`Take the stage ${name} out of the plan`}
              done={`Removed the stage ${name} from the plan.`}
              operation={put({ apiStages: apiStages.filter((_each, index) => index !== i) })}
            />
          </section>
        )
      })}
      <SelectField
        at={[...at, 'apiStages']}
        label="Add a stage"
        help={apiStages.length === 0 ? 'A plan works for the stages that it covers.' : ''}
        value=""
        options={free}
        edit={(value) => {
          const colon = value.indexOf(':')
          const stage = { apiId: value.slice(0, colon), stage: value.slice(colon + 1) }
          return put({ apiStages: [...apiStages, stage] })
        }}
      />
    </div>
  )
}

function Keys({ plan, put }: { readonly plan: UsagePlan; readonly put: Put }) {
  const { designStore } = useStores()
  const keys = useDesign(({ access }) => access.apiKeys)
  return (
    <fieldset className="gw-map-field">
      <legend>API keys</legend>
      {Object.values(keys).length === 0 && (
        <p className="gw-help">The design has no API keys yet.</p>
      )}
      {Object.values(keys).map(({ id, name = id, enabled }) => (
        <Checkbox
          key={id}
          checked={plan.keyIds.includes(id)}
          onChange={({ detail }) => {
            const others = plan.keyIds.filter((keyId) => keyId !== id)
            const label = detail.checked
              ? `Add ${name} to the plan`
              : `Remove ${name} from the plan`
            designStore
              .getState()
              .edit(label, put({ keyIds: detail.checked ? [...others, id] : others }))
          }}
        >
          {enabled ? name : `${name} (disabled)`}
        </Checkbox>
      ))}
    </fieldset>
  )
}
