import { expose } from 'comlink'
import { exportApi, importDocument, randomIds } from '../../model/index.ts'
import type {
  Design,
  ExportFile,
  ExportOptions,
  ExporterId,
  Imported,
  Result,
} from '../../model/index.ts'

const transfer = {
  open: (text: string, basepath: 'ignore' | 'prepend' | 'split'): Result<Imported> => {
    const random = () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 4294967296
    return importDocument(text, { nextId: randomIds(random), basepath })
  },
  write: (
    design: Design,
    exporterId: ExporterId,
    apiId: string,
    options: ExportOptions,
  ): Result<ExportFile[]> => exportApi(design, exporterId, apiId, options),
}

/** What the worker answers to. */
export type Transfer = typeof transfer

expose(transfer)
