import { useDesign, useStores, useView } from '../store/StoreContext.tsx'
import { keepStageName, useStageName } from '../test-console/drafts.ts'
import { ChevronIcon } from '../ui/icons.tsx'
import { MenuButton } from '../ui/Menu.tsx'
import type { MenuGroup } from '../ui/Menu.tsx'

/** The stage that requests are sent to. The test console has the same one. */
export function StagePicker() {
  const stores = useStores()
  const apiId = useView((state) => state.apiId)
  const shown = useDesign((design) => design.apis[apiId ?? ''])
  const api = shown?.protocol === 'REST' ? shown : undefined
  const stageName = useStageName(api)
  if (!api || stageName === undefined) return null
  const groups = (): MenuGroup[] => [
    {
      title: 'Requests go to the stage',
      items: Object.keys(api.stages).map((name) => ({
        id: name,
        label: name,
        isChosen: name === stageName,
        run: () => keepStageName(stores, { api }, name),
      })),
    },
    {
      items: [
        {
          id: 'settings',
          label: `Settings of ${stageName}`,
          run: () => stores.viewStore.getState().goTo(['apis', api.id, 'stages', stageName]),
        },
      ],
    },
  ]
  return (
    <MenuButton
      className="gw-btn gw-stage-picker"
      name={`Stage: ${stageName}`}
      title="The stage that requests are sent to"
      groups={groups}
    >
      <span className="gw-api-name">{stageName}</span>
      <ChevronIcon />
    </MenuButton>
  )
}
