/** The attribute of buttons that delete something: the focus is never put on one. */
export const destructive = { 'data-destructive': '' } as const
