/** A resource of a policy, cut into its parts. A part that is absent is left open by what stands before it. */
export interface InvokedResource {
  readonly stage: string
  readonly verb: string | undefined
  /** With its slash: `/pets/1`. */
  readonly path: string | undefined
}

/** Read a resource: `*`, `execute-api:/stage/VERB/path` or the whole ARN. `undefined` for what names nothing of API Gateway. */
export function readResource(written: string): InvokedResource | undefined {
  if (written === '*') return { stage: '*', verb: undefined, path: undefined }
  const short = /^execute-api:\/(.*)$/s.exec(written)?.[1]
  const rest =
    short ?? /^arn:aws[a-z-]*:execute-api:[^:]*:[^:]*:[^/]+(?:\/(.*))?$/s.exec(written)?.slice(1)[0]
  if (rest === undefined) {
    return /^arn:aws[a-z-]*:execute-api:[^:]*:[^:]*:[^/]*\*$/.test(written)
      ? { stage: '*', verb: undefined, path: undefined }
      : undefined
  }
  // a slash inside of a policy variable, ${aws:PrincipalTag/team}, divides nothing
  const [stage = '', verb, ...path] = rest.split(/\/(?![^{}]*\})/)
  return {
    stage: stage === '' ? '*' : stage,
    verb,
    path: path.length === 0 ? undefined : `/${path.join('/')}`,
  }
}

/** True for a text in which `*`, `?` or a policy variable stands for others. */
export function isPattern(text: string): boolean {
  return /[*?]|\$\{/.test(text)
}
