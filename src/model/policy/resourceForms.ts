/** A resource of a policy, cut into its parts. A part that is absent is left open by the `*` before it, unless the resource is cut off. */
export interface InvokedResource {
  readonly stage: string
  readonly verb: string | undefined
  /** With its slash: `/pets/1`. */
  readonly path: string | undefined
  /** True where it ends before the path and leaves nothing open: no method is called so. */
  readonly isCutOff: boolean
}

const everything: InvokedResource = {
  stage: '*',
  verb: undefined,
  path: undefined,
  isCutOff: false,
}

/** Read a resource: `*`, `execute-api:/stage/VERB/path` or the whole ARN. `undefined` for what names nothing of API Gateway. */
export function readResource(written: string): InvokedResource | undefined {
  if (written === '*') return everything
  const short = /^execute-api:\/(.*)$/s.exec(written)?.[1]
  const rest =
    short ?? /^arn:aws[a-z-]*:execute-api:[^:]*:[^:]*:[^/]+(?:\/(.*))?$/s.exec(written)?.slice(1)[0]
  if (rest === undefined) {
    return /^arn:aws[a-z-]*:execute-api:[^:]*:[^:]*:[^/]*\*$/.test(written) ? everything : undefined
  }
  // a slash inside of a policy variable, ${aws:PrincipalTag/team}, divides nothing
  const [stage = '', verb, ...path] = rest.split(/\/(?![^{}]*\})/)
  return {
    stage: stage === '' ? '*' : stage,
    verb,
    path: path.length === 0 ? undefined : `/${path.join('/')}`,
    // a policy variable may be anything, a path too
    isCutOff: path.length === 0 && !/[*}]$/.test(rest),
  }
}

/** True for a text in which `*`, `?` or a policy variable stands for others. */
export function isPattern(text: string): boolean {
  return /[*?]|\$\{/.test(text)
}
