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
    return importDocument(text, {
      nextId: randomIds(random),
      now: () => Date.now(),
      basepath,
    })
  },
  /** The design comes as its text, which costs the page less than the design itself. */
  write: (
    designText: string,
    exporterId: ExporterId,
    apiId: string,
    options: ExportOptions,
  ): Result<ExportFile[]> => {
    const design = JSON.parse(designText) as Design // written by the page from its own design
    return exportApi(design, exporterId, apiId, options)
  },
}

/** What the worker answers to. */
export type Transfer = typeof transfer

expose(transfer)
