/** An error whose message is a sentence, or the end of one, for the user. */
export class SentenceError extends Error {
  override readonly name = 'SentenceError'
}

/** Reasons for the errors of browsers, by name. They end a sentence. */
const reasons: Readonly<Record<string, string>> = {
  QuotaExceededError: 'the storage of this browser is full',
  SecurityError: 'the browser does not allow it',
  NotAllowedError: 'the browser does not allow it',
  NotFoundError: 'the file or entry is no longer there',
  NotReadableError: 'the file cannot be read',
  NoModificationAllowedError: 'the file cannot be written',
  AbortError: 'it was canceled',
  TimeoutError: 'it took too long',
  NetworkError: 'the network did not answer',
  InvalidStateError: 'the storage of this browser does not work',
  UnknownError: 'the storage of this browser does not work',
  VersionError: 'a newer version of this page has used the storage',
  ConstraintError: 'the storage of this browser does not work',
  TransactionInactiveError: 'the storage of this browser does not work',
  DataError: 'an entry in the storage is damaged',
  DataCloneError: 'the browser cannot store it',
}

const unexpected = 'an unexpected error occurred; the console of the browser has the details'

/**
 * Why something failed, as the end of a sentence and without a period. Messages of the JavaScript engine, the browser
 * and libraries mean nothing to the user: they go to the console.
 */
export function plainReason(error: unknown): string {
  if (!(error instanceof Error)) {
    console.warn(error)
    return unexpected
  }
  // an error that comes from a worker keeps its name, not its class
  if (error.name === 'SentenceError') return error.message.replace(/\.$/, '')
  console.warn(error)
  const known = Object.hasOwn(reasons, error.name) ? reasons[error.name] : undefined
  if (known !== undefined) return known
  if (error.name === 'SyntaxError') return 'it is not valid JSON'
  if (/call stack|too much recursion/i.test(error.message)) return 'it is nested too deeply'
  if (/invalid (?:string|array|array buffer) length|allocation|out of memory/i.test(error.message))
    return 'it is too large for this browser'
  if (/failed to fetch|networkerror|load failed|dynamically imported/i.test(error.message))
    return 'the network did not answer'
  return unexpected
}
