import Button from '@cloudscape-design/components/button'
import { renameResource, resourcePath } from '../../../model/index.ts'
import type { Address } from '../../../model/index.ts'
import { useRun } from '../../commands/runCommand.ts'
import { useDesign } from '../../store/StoreContext.tsx'
import { MethodPicker } from '../../canvas/MethodPicker.tsx'
import { ParentPicker } from '../../canvas/ParentPicker.tsx'
import { TextField } from '../fields/fields.tsx'
import { FormDelete } from '../FormActions.tsx'
import { Cors } from './Cors.tsx'

/** A resource: its path part, its place, its methods. */
export function ResourcePanel({ at }: { readonly at: Address }) {
  const [, apiId = '', , resourceId = ''] = at
  const run = useRun()
  const api = useDesign((design) => design.apis[apiId])
  const resource = api?.protocol === 'REST' ? api.resources[resourceId] : undefined
  if (api?.protocol !== 'REST' || !resource) return <p>This resource is no longer there.</p>
  return (
    <>
      <p className="gw-path">{resourcePath(api, resourceId)}</p>
      {resource.parentId !== undefined && (
        <>
          <TextField
            at={[...at, 'pathPart']}
            label="Path part"
            commits="leaving"
            help="{petId} is a path variable; {proxy+} takes everything that follows."
            value={resource.pathPart ?? ''}
            edit={(pathPart) => (design) => renameResource(design, { apiId, resourceId, pathPart })}
          />
          <ParentPicker api={api} resource={resource} />
        </>
      )}
      <div className="gw-row gw-wrap gw-tight">
        <MethodPicker api={api} />
        <Button onClick={() => run('canvas.add-resource')}>Add a resource below</Button>
      </div>
      {resource.parentId !== undefined && (
        <FormDelete label="Delete the resource" onDelete={() => run('canvas.delete')} />
      )}
      <Cors key={resourceId} apiId={apiId} resourceId={resourceId} />
    </>
  )
}
