// Differences that are meant.

/** Why two answers may differ; `undefined` where they may not. */
export function statedDifference(given, theirs, ours) {
  const text = theirs.output ?? ''
  if (/@[0-9a-f]{5,8}\b/.test(text)) return 'prints the address of a Java object'
  if (
    /\.(?:length|size|min|max|sum|avg|keys|first|last)\(\)/.test(given.template) &&
    given.kind === 'paths'
  )
    return 'a function of a path, which Jayway has since 2.1 and the packaged 2.0 has not'
  if (
    given.kind === 'paths' &&
    /InvalidPathException/.test(theirs.error ?? '') &&
    ours.error === undefined
  )
    return 'an operator or a quote that Jayway reads since 2.1 and the packaged 2.0 does not'
  if (/\bclass java\./.test(text)) return 'prints a Java class, which no template reaches here'
  return undefined
}
