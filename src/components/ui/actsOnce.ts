/** The attribute of places whose buttons act once when they are double-clicked or Enter is held: forms, and lists that move up under the pointer. */
export const actsOnce = { 'data-acts-once': '' } as const
