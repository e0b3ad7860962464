import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Result } from '../../model/index.ts'
import { downloadSaved } from '../files/fileVerbs.ts'
import { showSaved } from '../store/openDesigns.ts'
import { useStores } from '../store/StoreContext.tsx'
import { SentenceError, plainReason } from '../ui/plainReason.ts'

const queryKey = ['saved designs']

interface Named {
  readonly id: string
  readonly name: string
}

/** The designs that this browser keeps, newest first. */
export function useSavedDesigns() {
  const { persistence } = useStores().services
  return useQuery({
    queryKey,
    queryFn: async () => {
      // what was open a moment ago may still be on its way
      await persistence.flush()
      return persistence.list()
    },
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: true,
  })
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** What can be done with a saved design from the list. The list follows; what goes wrong is told. */
export function useSavedDesignVerbs() {
  const stores = useStores()
  const { services, viewStore } = stores
  const { persistence } = services
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ queryKey })
  const tell = (error: unknown) =>
    viewStore.getState().notify({
      type: 'error',
      text: `${capitalized(plainReason(error))}.`,
    })
  const unwrap = <T>(result: Result<T>): T => {
    if (!result.ok) throw new SentenceError(result.problems[0]?.message)
    return result.value
  }
  const download = ({ id, name }: Named) => void downloadSaved(stores, id, name).catch(tell)
  const open = async ({ id, name }: Named) => {
    const opened = await showSaved(stores, id)
    if (opened.ok) return
    viewStore.getState().notify({
      type: 'error',
      text: `${name} was not opened: ${opened.problems[0]?.message ?? 'it cannot be read.'} It is kept as it is.`,
      action: { label: 'Download it', run: () => download({ id, name }) },
    })
  }
  const remove = useMutation({
    mutationFn: async ({ id, name }: Named) => {
      const undo = await persistence.remove(id)
      viewStore.getState().notify({
        type: 'success',
        text: `${name} is deleted.`,
        ...(undo && { action: { label: 'Undo', run: () => void undo().then(refresh, tell) } }),
      })
    },
    onSettled: refresh,
    onError: tell,
  })
  const duplicate = useMutation({
    mutationFn: async ({ id }: Named) => unwrap(await persistence.duplicate(id)),
    onSettled: refresh,
    onError: tell,
  })
  const rename = useMutation({
    mutationFn: async ({ id, name }: Named) => unwrap(await persistence.rename(id, name)),
    onSettled: refresh,
    onError: tell,
  })
  return {
    open: (design: Named) => void open(design).catch(tell),
    download,
    remove: remove.mutate,
    duplicate: duplicate.mutate,
    rename: rename.mutate,
  }
}
