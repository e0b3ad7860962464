import { existsSync, statSync } from 'node:fs'
import { listFolder, readTextFile, textOfBytes, writeTextFile } from './files.ts'
import { main } from './main.ts'

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // whoever read has seen enough, as in `| head -1`
    if (error.code === 'EPIPE') process.exit()
    throw error
  })
}

process.exitCode = await main(process.argv.slice(2), {
  readInput: async () => {
    const chunks: Buffer[] = []
    for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array)) // no encoding is set
    return textOfBytes(Buffer.concat(chunks))
  },
  readFile: readTextFile,
  writeFile: writeTextFile,
  listFolder,
  isFolder: (path) => existsSync(path) && statSync(path).isDirectory(),
  exists: existsSync,
  write: (line) => void process.stdout.write(line + '\n'),
  writeError: (line) => void process.stderr.write(line + '\n'),
  now: () => Date.now(),
  elapsed: () => performance.now(),
  random: () => Math.random(),
})
