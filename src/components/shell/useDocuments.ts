import { useEffect } from 'react'
import { looksLikeDocument, receiveFile, receiveText } from '../files/fileVerbs.ts'
import { useStores } from '../store/StoreContext.tsx'
import { plainReason } from '../ui/plainReason.ts'

/** A file dropped anywhere on the page, or a document pasted outside fields, is opened. Gives back whether a file hovers. */
export function useDocuments(setHovering: (isHovering: boolean) => void): void {
  const stores = useStores()
  useEffect(() => {
    const tell = (error: unknown) => {
      const reason = plainReason(error)
      stores.viewStore.getState().notify({ type: 'error', text: `It was not opened: ${reason}.` })
    }
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const onDragOver = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setHovering(true)
    }
    const onDragLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setHovering(false)
    }
    const onDrop = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setHovering(false)
      const item = [...(event.dataTransfer?.items ?? [])].find(({ kind }) => kind === 'file')
      if (!item) return
      stores.services.files
        .dropped(item)
        .then((chosen) => chosen && receiveFile(stores, chosen))
        .catch(tell)
    }
    const onPaste = (event: ClipboardEvent) => {
      const { target } = event
      const isField =
        target instanceof HTMLElement &&
        (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
      if (isField || event.defaultPrevented || stores.viewStore.getState().dialog) return
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (!looksLikeDocument(text)) return
      event.preventDefault()
      receiveText(stores, text, 'What was pasted').catch(tell)
    }
    window.addEventListener('dragover', onDragOver)
    window.addEventListener('dragleave', onDragLeave)
    window.addEventListener('drop', onDrop)
    window.addEventListener('paste', onPaste)
    return () => {
      window.removeEventListener('dragover', onDragOver)
      window.removeEventListener('dragleave', onDragLeave)
      window.removeEventListener('drop', onDrop)
      window.removeEventListener('paste', onPaste)
    }
  }, [stores, setHovering])
}
