import { openDB } from 'idb'
import type { DBSchema, IDBPDatabase } from 'idb'

/** What of a file handle of the File System Access API is used. */
export interface FileHandle {
  readonly name: string
  readonly getFile: () => Promise<File>
  readonly createWritable: () => Promise<{
    readonly write: (text: string) => Promise<void>
    readonly close: () => Promise<void>
  }>
  readonly queryPermission?: (how: { readonly mode: 'readwrite' }) => Promise<string>
  readonly requestPermission?: (how: { readonly mode: 'readwrite' }) => Promise<string>
}

/** The file of a design. */
export interface KnownFile {
  readonly handle: FileHandle
  /** The file's time after our last read or write. */
  readonly lastModified: number
}

/** Which file belongs to which design. */
export interface FileMemory {
  readonly read: (designId: string) => Promise<KnownFile | undefined>
  readonly write: (designId: string, file: KnownFile) => Promise<void>
}

interface Schema extends DBSchema {
  files: { key: string; value: KnownFile }
}

/** Remembered in IndexedDB; where that keeps nothing, as long as the page lives. */
export function browserFileMemory(name = 'gatewright-files'): FileMemory {
  const here = new Map<string, KnownFile>()
  let opened: Promise<IDBPDatabase<Schema>> | undefined
  const attempt = async <T>(
    work: (database: IDBPDatabase<Schema>) => Promise<T>,
  ): Promise<T | undefined> => {
    try {
      opened ??= openDB<Schema>(name, 1, {
        upgrade: (upgrading) => void upgrading.createObjectStore('files'),
      })
      return await work(await opened)
    } catch (error) {
      opened = undefined
      console.info('The file of a design is not remembered beyond this visit', error)
      return undefined
    }
  }
  return {
    read: async (designId) =>
      here.get(designId) ?? (await attempt((database) => database.get('files', designId))),
    write: async (designId, file) => {
      here.set(designId, file)
      await attempt((database) => database.put('files', file, designId))
    },
  }
}
