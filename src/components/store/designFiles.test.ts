import { describe, expect, it } from 'vitest'
import { createDesignFiles } from './designFiles.ts'
import type { FilePlatform, TextFile } from './designFiles.ts'
import type { FileHandle, FileMemory, KnownFile } from './fileMemory.ts'

const text: TextFile = { name: 'ledger.gatewright.json', mediaType: 'application/json', text: '1' }

/** A disk with one file, and a clock that ticks with every write to it. */
function testDisk() {
  const disk = { text: undefined as string | undefined, time: 0, permission: 'granted', picks: 0 }
  const handle: FileHandle = {
    name: 'ledger.gatewright.json',
    getFile: async () => {
      if (disk.text === undefined) throw new DOMException('gone', 'NotFoundError')
      return new File([disk.text], 'ledger.gatewright.json', { lastModified: disk.time })
    },
    createWritable: async () => ({
      write: async (written) => void (disk.text = written),
      close: async () => void disk.time++,
    }),
    queryPermission: async () => disk.permission,
    requestPermission: async () => disk.permission,
  }
  return { disk, handle }
}

function testMemory(): FileMemory {
  const known = new Map<string, KnownFile>()
  return {
    read: async (id) => known.get(id),
    write: async (id, file) => void known.set(id, file),
  }
}

function platformOf(
  handle: FileHandle,
  disk: { picks: number },
  downloads: TextFile[] = [],
): FilePlatform {
  return {
    showOpenFilePicker: async () => [handle],
    showSaveFilePicker: async () => {
      disk.picks++
      return handle
    },
    download: (file) => void downloads.push(file),
    chooseByInput: async () => undefined,
  }
}

describe('saving a design to a file', () => {
  it('asks for a file once and writes back to it after that, also after a reload', async () => {
    const { disk, handle } = testDisk()
    const memory = testMemory()
    const files = createDesignFiles(platformOf(handle, disk), memory)
    expect(await files.save('d', text)).toEqual({ outcome: 'saved', name: handle.name })
    const reloaded = createDesignFiles(platformOf(handle, disk), memory)
    expect((await reloaded.save('d', { ...text, text: '2' })).outcome).toBe('saved')
    expect(disk).toMatchObject({ text: '2', picks: 1 })
  })

  it('does not write over a file that somebody else changed, unless told to', async () => {
    const { disk, handle } = testDisk()
    const files = createDesignFiles(platformOf(handle, disk), testMemory())
    await files.save('d', text)
    disk.text = 'from elsewhere'
    disk.time = 99
    expect((await files.save('d', text)).outcome).toBe('changed-on-disk')
    expect(disk.text).toBe('from elsewhere')
    expect((await files.save('d', text, { force: true })).outcome).toBe('saved')
    expect(disk.text).toBe('1')
    expect((await files.save('d', text)).outcome).toBe('saved')
  })

  it('writes back to the file that a design was opened from', async () => {
    const { disk, handle } = testDisk()
    disk.text = 'saved before'
    const files = createDesignFiles(platformOf(handle, disk), testMemory())
    const chosen = await files.choose()
    if (!chosen) throw new Error('a file was chosen')
    await files.belongsTo('d', chosen)
    expect((await files.save('d', text)).outcome).toBe('saved')
    expect(disk).toMatchObject({ text: '1', picks: 0 })
  })

  it('writes a file that is gone anew', async () => {
    const { disk, handle } = testDisk()
    const files = createDesignFiles(platformOf(handle, disk), testMemory())
    await files.save('d', text)
    disk.text = undefined
    expect((await files.save('d', text)).outcome).toBe('saved')
  })

  it('writes nothing where the user does not allow it or chooses nothing', async () => {
    const { disk, handle } = testDisk()
    const memory = testMemory()
    const files = createDesignFiles(platformOf(handle, disk), memory)
    await files.save('d', text)
    disk.permission = 'denied'
    expect((await files.save('d', { ...text, text: '2' })).outcome).toBe('not-allowed')
    expect(disk.text).toBe('1')
    const refusing = createDesignFiles(
      {
        ...platformOf(handle, disk),
        showSaveFilePicker: () => Promise.reject(new DOMException('closed', 'AbortError')),
      },
      memory,
    )
    expect((await refusing.save('d', text, { elsewhere: true })).outcome).toBe('cancelled')
  })

  it('downloads where the browser writes no files', async () => {
    const downloads: TextFile[] = []
    const files = createDesignFiles(
      { download: (file) => void downloads.push(file), chooseByInput: async () => undefined },
      testMemory(),
    )
    expect((await files.save('d', text)).outcome).toBe('downloaded')
    expect(downloads).toEqual([text])
  })
})
