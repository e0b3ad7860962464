import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { encodingOf } from '../model/index.ts'
import { UsageError } from './io.ts'

/** The text of a file in UTF-8 or UTF-16. */
export function readTextFile(path: string): string {
  const bytes = accessed(() => readFileSync(path), `${path} cannot be read`)
  return textOfBytes(bytes)
}

/** The text of bytes in UTF-8 or UTF-16. Other bytes become characters that the importer refuses with their place. */
export function textOfBytes(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes)
}

export function writeTextFile(path: string, text: string): void {
  accessed(() => {
    writeFileSync(path, text)
  }, `${path} cannot be written`)
}

export function listFolder(path: string): readonly string[] {
  return accessed(() => readdirSync(path), `${path} cannot be listed`)
}

/** What the system's codes mean. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is not a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'its links lead in a circle',
}

function accessed<T>(access: () => T, failure: string): T {
  try {
    return access()
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const code = 'code' in error ? String(error.code) : ''
    const reason = Object.hasOwn(reasons, code) ? reasons[code] : error.message
    throw new UsageError(`${failure}: ${reason}`, { cause: error })
  }
}
