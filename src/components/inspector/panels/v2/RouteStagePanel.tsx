import Button from '@cloudscape-design/components/button'
import {
  addRouteDeployment,
  isWithin,
  removeRouteStage,
  updateRouteStage,
} from '../../../../model/index.ts'
import type { Address } from '../../../../model/index.ts'
import { editAndTell } from '../../../store/editAndTell.ts'
import { useStores, useView } from '../../../store/StoreContext.tsx'
import { momentText } from '../../../ui/moment.ts'
import { MapField } from '../../fields/MapField.tsx'
import { TagsField } from '../../fields/TagsField.tsx'
import { SelectField, TextField, ToggleField, optional } from '../../fields/fields.tsx'
import { without } from '../../fields/lists.ts'
import { Remove } from '../Remove.tsx'
import { Section } from '../Section.tsx'
import { AccessLogFields } from './AccessLogFields.tsx'
import { InvokeUrls } from './InvokeUrls.tsx'
import { DefaultRouteSettings, RouteSettingsList } from './RouteSettingsFields.tsx'
import type { UpdateStage } from './updates.ts'
import { useRoutedApi } from './useRoutedApi.ts'

/** A stage of an HTTP or WebSocket API. */
export function RouteStagePanel({ at }: { readonly at: Address }) {
  const [, apiId = '', , stageName = ''] = at
  const stores = useStores()
  const api = useRoutedApi(apiId)
  const revealed = useView((state) => state.reveal?.at)
  const stage = api?.stages[stageName]
  if (!api || !stage) return <p>This stage is no longer there.</p>
  const update: UpdateStage = (change) => (design) =>
    updateRouteStage(design, { apiId, stageName, change })
  const isOpen = (property: string) =>
    revealed !== undefined && isWithin(revealed, [...at, property])
  const deploy = () => {
    const { nextId } = stores.designStore.getState()
    const createdDate = new Date(stores.services.now()).toISOString()
    editAndTell(
      stores,
      `Deploy to ${stageName}`,
      (design) =>
        addRouteDeployment(design, { apiId, stageName, deploymentId: nextId(), createdDate }),
      { text: `Deployed the API to ${stageName}.`, offersUndo: false },
    )
  }
  const part = { at, api, stage, update }
  return (
    <>
      <p className="gw-path">{stageName}</p>
      <InvokeUrls api={api} stageName={stageName} />
      <Remove
        label={`Delete the stage ${stageName}`}
        done={`Deleted the stage ${stageName}.`}
        apiId={apiId}
        operation={(design) => removeRouteStage(design, { apiId, stageName })}
      />
      <TextField
        at={[...at, 'description']}
        label="Description"
        value={stage.description ?? ''}
        edit={(value) => update({ description: optional(value) })}
      />
      <ToggleField
        at={[...at, 'autoDeploy']}
        label="Automatic deployment"
        help="Every change of the API is deployed to this stage as it is made."
        value={stage.autoDeploy}
        edit={(autoDeploy) => update({ autoDeploy })}
      />
      {!stage.autoDeploy && (
        <>
          <SelectField
            at={[...at, 'deploymentId']}
            label="Deployment"
            help="The snapshot of the API that clients of the stage reach."
            value={stage.deploymentId ?? ''}
            options={[
              { value: '', label: 'None: the stage returns 404' },
              ...Object.values(api.deployments).map(({ id, createdDate, description }) => ({
                value: id,
                label: `${momentText(createdDate)}${description === undefined ? '' : `, ${description}`}`,
              })),
            ]}
            edit={(value) => update({ deploymentId: optional(value) })}
          />
          <div>
            <Button onClick={deploy}>Deploy to this stage</Button>
          </div>
        </>
      )}
      <MapField
        at={[...at, 'stageVariables']}
        label="Stage variables"
        help="Used as ${stageVariables.name} in integration URIs and as $stageVariables.name in parameter mappings."
        nameLabel="Name"
        valueLabel="Value"
        entries={Object.entries(stage.stageVariables)}
        set={(name, value) =>
          update({ stageVariables: { ...stage.stageVariables, [name]: value } })
        }
        remove={(name) => update({ stageVariables: without(stage.stageVariables, name) })}
      />
      <Section name="Default route settings" isOpen={isOpen('defaultRouteSettings')}>
        <DefaultRouteSettings {...part} />
      </Section>
      <Section name="Route settings" isOpen={isOpen('routeSettings')}>
        <RouteSettingsList {...part} />
      </Section>
      <Section name="Access logs" isOpen={isOpen('accessLogSettings')}>
        <AccessLogFields {...part} />
      </Section>
      {api.protocol === 'WEBSOCKET' && (
        <TextField
          at={[...at, 'clientCertificateId']}
          label="Client certificate"
          help="The ID of the certificate that API Gateway presents to HTTP backends."
          value={stage.clientCertificateId ?? ''}
          edit={(value) => update({ clientCertificateId: optional(value) })}
        />
      )}
      <TagsField at={at} tags={stage.tags} edit={(tags) => update({ tags })} />
    </>
  )
}
