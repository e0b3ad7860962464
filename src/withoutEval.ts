// Zod compiles schemas with `new Function` where it can, and finds out whether it can when the first schema is made.
// The page's policy refuses that and reports it. Entry points import this file first; the build keeps it in Zod's own chunk,
// which runs before any schema is made.
import * as z from 'zod'

z.config({ jitless: true })
