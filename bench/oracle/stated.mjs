// Differences that are meant.

/** Why two answers may differ; `undefined` where they may not. */
export function statedDifference(given, theirs, ours) {
  const text = theirs.output ?? ''
  if (/@[0-9a-f]{5,8}/.test(text)) return 'prints the address of a Java object'
  if (
    /\b(?:length|size|min|max|sum|avg|keys|first|last)\(\)/.test(given.template) &&
    /\binput\b/.test(given.template)
  )
    return 'a function of a path, which Jayway has since 2.1 and the packaged 2.0 has not'
  if (
    /InvalidPathException/.test(theirs.error ?? '') &&
    isNewerPath(given.template) &&
    ours.error === undefined
  )
    return 'an operator or a quote that Jayway reads since 2.1 and the packaged 2.0 does not'
  if (/\.values\(\)/.test(given.template) && /hashCode/.test(given.template))
    return 'prints a number made of the address of a Java object'
  if (/\b(?:Oracle|Class|stream)\b/.test(text))
    return 'prints a Java class, which no template reaches here'
  return undefined
}

/** Operators and double quotes. */
function isNewerPath(template) {
  return /\["|\b(?:in|nin|contains|size|all|empty)\b/.test(template)
}
