// Installs what is missing, builds the site, serves it and prints the address.
import { installPackages, root, runBin } from './run.mjs'

await installPackages()
const code = await runBin('vite', ['build', '--logLevel', 'warn'])
if (code !== 0) process.exit(code)

const { preview } = await import('vite')
const server = await preview({
  root,
  preview: { host: '127.0.0.1', port: Number(process.env.PORT ?? 4173), strictPort: false },
  logLevel: 'warn',
})
const address = server.resolvedUrls?.local[0] ?? 'http://127.0.0.1:4173/'
console.log(`
  Gatewright is at ${address}#example=incomes-and-expenses
  (the example of the developer guide's incomes and expenses; without the part after # you get the start page)

  Ctrl+C stops it.
`)
