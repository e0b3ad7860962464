// Checks the types of every room with its own rules, two rooms at a time.
import { runBin } from './run.mjs'

const rooms = [
  'src/components',
  'tsconfig.test.json',
  'src/simulator',
  'src/cli',
  'src/model',
  'src/simulator/vtl',
  'src/simulator/tsconfig.platform.json',
]
const failed = []
const queue = [...rooms]
async function work() {
  for (let room = queue.shift(); room !== undefined; room = queue.shift()) {
    if ((await runBin('tsc', ['-p', room])) !== 0) failed.push(room)
  }
}
await Promise.all([work(), work()])
if (failed.length > 0) {
  console.error(`types: ${failed.join(', ')}`)
  process.exit(1)
}
