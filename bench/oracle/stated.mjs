// Differences that are meant.

/** Why two answers may differ; `undefined` where they may not. */
export function statedDifference(given, theirs, ours) {
  const text = theirs.output ?? ''
  if (/@[0-9a-f]{5,8}\b/.test(text)) return 'prints the address of a Java object'
  return undefined
}
