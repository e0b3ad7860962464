import type { FileHandle, FileMemory, KnownFile } from './fileMemory.ts'

/** Files of the user's disk: through the File System Access API where the browser has it, else by upload and download. */
export interface DesignFiles {
  /** Let the user choose a file; `undefined` when none is chosen. */
  readonly choose: () => Promise<ChosenFile | undefined>
  /** A file that was dropped on the page, with the right to write it where the browser gives one. */
  readonly dropped: (item: DataTransferItem) => Promise<ChosenFile | undefined>
  /**
   * Save a design to its file: the one it was saved to or opened from, else one that the user chooses.
   * `changed-on-disk`: somebody else wrote the file since; nothing is written unless `force`.
   */
  readonly save: (
    designId: string,
    file: TextFile,
    how?: { readonly elsewhere?: boolean; readonly force?: boolean },
  ) => Promise<SaveOutcome>
  /** Give the user a file in the folder of downloads. */
  readonly download: (file: TextFile) => void
  /** The design is the one of the chosen file: saving writes there. */
  readonly belongsTo: (designId: string, chosen: ChosenFile) => Promise<void>
}

/** A file with its handle, where the browser gives one. */
export interface ChosenFile {
  readonly file: File
  readonly handle: FileHandle | undefined
}

export interface TextFile {
  readonly name: string
  readonly mediaType: string
  readonly text: string
}

export type SaveOutcome =
  | { readonly outcome: 'saved' | 'downloaded' | 'changed-on-disk'; readonly name: string }
  | { readonly outcome: 'cancelled' }
  | { readonly outcome: 'not-allowed' }

/** What of the browser is used; a test stands in for it. */
export interface FilePlatform {
  readonly showOpenFilePicker?: ((options: object) => Promise<readonly FileHandle[]>) | undefined
  readonly showSaveFilePicker?: ((options: object) => Promise<FileHandle>) | undefined
  readonly download: (file: TextFile) => void
  readonly chooseByInput: () => Promise<File | undefined>
}

/** What can be opened, as a file input takes it. */
export const acceptedFiles = '.json,.yaml,.yml,.template,.txt'

const openTypes = [
  {
    description: 'Designs, OpenAPI, Swagger, CloudFormation',
    accept: {
      'application/json': ['.json', '.template'],
      'application/yaml': ['.yaml', '.yml'],
    },
  },
]

/** The files of this browser. What is known of them is remembered across visits. */
export function createDesignFiles(platform: FilePlatform, memory: FileMemory): DesignFiles {
  const choose: DesignFiles['choose'] = async () => {
    if (!platform.showOpenFilePicker) {
      const file = await platform.chooseByInput()
      return file && { file, handle: undefined }
    }
    try {
      const [handle] = await platform.showOpenFilePicker({ types: openTypes })
      return handle && { file: await handle.getFile(), handle }
    } catch (error) {
      if (isAbort(error)) return undefined
      throw error
    }
  }

  const pick = (file: TextFile) =>
    platform.showSaveFilePicker?.({
      suggestedName: file.name,
      types: [{ description: 'Gatewright design', accept: { [file.mediaType]: ['.json'] } }],
    })

  const save: DesignFiles['save'] = async (designId, file, how = {}) => {
    if (!platform.showSaveFilePicker) {
      platform.download(file)
      return { outcome: 'downloaded', name: file.name }
    }
    try {
      const known = how.elsewhere ? undefined : await memory.read(designId)
      if (known && !(await mayWrite(known.handle))) return { outcome: 'not-allowed' }
      if (known && !how.force && (await isChanged(known))) {
        return { outcome: 'changed-on-disk', name: known.handle.name }
      }
      const handle = known?.handle ?? (await pick(file))
      if (!handle) return { outcome: 'cancelled' }
      const writable = await handle.createWritable()
      await writable.write(file.text)
      await writable.close()
      await memory.write(designId, { handle, lastModified: (await handle.getFile()).lastModified })
      return { outcome: 'saved', name: handle.name }
    } catch (error) {
      if (isAbort(error)) return { outcome: 'cancelled' }
      throw error
    }
  }

  return {
    choose,
    save,
    dropped: async (item) => {
      // the item is empty once the event is over, so that both are asked for before anything is waited for
      const file = item.getAsFile()
      const promised = (
        item as unknown as {
          readonly getAsFileSystemHandle?: () => Promise<(FileHandle & { kind: string }) | null>
        }
      ).getAsFileSystemHandle?.()
      if (!file) return undefined
      // a file that lies on no disk has none, and is read all the same
      const handle = await promised?.catch(() => undefined)
      return { file, handle: handle?.kind === 'file' ? handle : undefined }
    },
    download: platform.download,
    belongsTo: async (designId, { file, handle }) => {
      if (handle) await memory.write(designId, { handle, lastModified: file.lastModified })
    },
  }
}

/** A file that is gone is not changed: it is written anew. */
async function isChanged({ handle, lastModified }: KnownFile): Promise<boolean> {
  try {
    return (await handle.getFile()).lastModified !== lastModified
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return false
    throw error
  }
}

/** After a reload the browser asks the user once more. */
async function mayWrite(handle: FileHandle): Promise<boolean> {
  const mode = { mode: 'readwrite' } as const
  if (!handle.queryPermission || (await handle.queryPermission(mode)) === 'granted') return true
  return (await handle.requestPermission?.(mode)) === 'granted'
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError'
}

/** The pickers and downloads of this browser. */
export function browserPlatform(): FilePlatform {
  return {
    get showOpenFilePicker() {
      const picker = (globalThis as Partial<FilePlatform>).showOpenFilePicker // not every browser has it
      return picker && ((options: object) => picker.call(globalThis, options))
    },
    get showSaveFilePicker() {
      const picker = (globalThis as Partial<FilePlatform>).showSaveFilePicker // as above
      return picker && ((options: object) => picker.call(globalThis, options))
    },
    download: ({ name, mediaType, text }) => {
      const url = URL.createObjectURL(new Blob([text], { type: mediaType }))
      const link = document.createElement('a')
      link.href = url
      link.download = name
      link.click()
      // the browser has begun to read it by then
      setTimeout(() => URL.revokeObjectURL(url), 10_000)
    },
    chooseByInput: () =>
      new Promise((resolve) => {
        const input = document.createElement('input')
        input.type = 'file'
        input.accept = acceptedFiles
        input.addEventListener('change', () => resolve(input.files?.[0]))
        input.addEventListener('cancel', () => resolve(undefined))
        input.click()
      }),
  }
}
