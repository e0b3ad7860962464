/** The items of a list that is typed with commas. */
export function listed(value: string): string[] {
  return value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

/** A number that is typed; nothing where the field is empty. What is no number is kept as such, for the edit to refuse. */
export function typedNumber(value: string): number | undefined {
  return value.trim() === '' ? undefined : Number(value)
}

/** Members without those that are `undefined`, for values whose optional members are absent or there. */
export function presentMembers<T extends object>(value: {
  readonly [K in keyof T]: T[K] | undefined
}): T {
  // what is undefined is left out, so the members that stay are those of T
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T
}

/** A map without a member. */
export function without<T>(map: Readonly<Record<string, T>>, name: string): Record<string, T> {
  return Object.fromEntries(Object.entries(map).filter(([key]) => key !== name))
}
