import '../../withoutEval.ts'
import { expose } from 'comlink'
import {
  changesOfPut,
  exportApi,
  importDocument,
  ok,
  openedDocument,
  randomIds,
} from '../../model/index.ts'
import type {
  Design,
  DocumentKind,
  ExportFile,
  ExportOptions,
  ExporterId,
  Imported,
  OpenedDocument,
  PutMode,
  PutReview,
  Result,
} from '../../model/index.ts'
import { fetchDocument } from './fetchDocument.ts'
import { lineChanges } from '../ui/lineDiff.ts'
import type { LineChanges } from '../ui/lineDiff.ts'

/** What an export changes in the document that was opened. */
export interface ExportChanges extends LineChanges {
  readonly openedAs: OpenedDocument['kind']
  /** True when indentation, quotes and comments of the opened text are not compared. */
  readonly isReformatted: boolean
}

/** A written document, and what it changes where there is one to compare it with. */
export interface WrittenExport {
  readonly file: ExportFile
  readonly changes?: ExportChanges
}

const transfer = {
  open: (
    text: string,
    basepath: 'ignore' | 'prepend' | 'split',
    apiKind?: DocumentKind,
  ): Result<Imported> => {
    const random = () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 4294967296
    return importDocument(text, {
      nextId: randomIds(random),
      now: () => Date.now(),
      basepath,
      ...(apiKind && { apiKind }),
    })
  },
  /** What putting a document over an API of the design would do. */
  review: (designText: string, apiId: string, from: Design, mode: PutMode): Result<PutReview> => {
    const design = JSON.parse(designText) as Design // written by the page from its own design
    return changesOfPut(design, { apiId, from, mode })
  },
  /** Fetch a document that the user named. The policy of the page does not let the page itself connect to other hosts. */
  fetch: (url: string, mostBytes: number): Promise<Result<string>> =>
    fetchDocument(url, {
      fetch: (address, options) => fetch(address, options),
      isOnline: () => navigator.onLine,
      mostBytes,
    }),
  /** The design comes as its text, which costs the page less than the design itself. */
  write: (
    designText: string,
    exporterId: ExporterId,
    apiId: string,
    options: ExportOptions,
  ): Result<WrittenExport | undefined> => {
    const design = JSON.parse(designText) as Design // written by the page from its own design
    const written = exportApi(design, exporterId, apiId, options)
    if (!written.ok) return written
    const [file] = written.value
    if (!file) return ok(undefined, written.problems)
    const api = design.apis[apiId]
    const opened = api && openedDocument(design, api, exporterId, options.format)
    if (!opened) return ok({ file }, written.problems)
    const changes = {
      ...lineChanges(opened.text, file.text),
      openedAs: opened.kind,
      isReformatted: opened.isReformatted,
    }
    return ok({ file, changes }, written.problems)
  },
}

/** What the worker answers to. */
export type Transfer = typeof transfer

expose(transfer)
