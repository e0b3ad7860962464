// Installs what is missing, builds the site, serves it and prints the address.
import { resolve } from 'node:path'
import { installPackages, root, runBin } from './run.mjs'
import { serve } from './static-server.mjs'

await installPackages()
const code = await runBin('vite', ['build', '--logLevel', 'warn'])
if (code !== 0) process.exit(code)

const { address } = await serve({
  folder: resolve(root, 'dist'),
  port: Number(process.env.PORT ?? 4173),
  mayMove: true,
})
console.log(`
  Gatewright is at ${address}#example=incomes-and-expenses
  (the example of the developer guide's incomes and expenses; without the part after # you get the start page)

  Ctrl+C stops it.
`)
