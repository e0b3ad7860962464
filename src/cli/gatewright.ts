import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { main } from './main.ts'

process.exitCode = await main(process.argv.slice(2), {
  readInput: async () => {
    const chunks: Buffer[] = []
    for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array)) // no encoding is set
    return Buffer.concat(chunks).toString('utf8')
  },
  readFile: (path) => readFileSync(path, 'utf8'),
  writeFile: (path, text) => writeFileSync(path, text),
  listFolder: (path) => readdirSync(path),
  isFolder: (path) => existsSync(path) && statSync(path).isDirectory(),
  exists: existsSync,
  write: (line) => void process.stdout.write(line + '\n'),
  writeError: (line) => void process.stderr.write(line + '\n'),
  now: () => Date.now(),
  elapsed: () => performance.now(),
  random: () => Math.random(),
})
