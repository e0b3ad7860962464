import { deepStrictEqual } from 'node:assert/strict'
import { Worker } from 'node:worker_threads'
import { jwtService, roundService, startPeer } from './peer.mjs'
import { roundRequest } from './roundRequest.mjs'

const { method, path, query, contentType, body } = roundRequest
const brokenBody = JSON.stringify({ customer: 'Ana', items: [{ sku: 'no sku', quantity: 0 }] })

/** The request as a call of the simulator. */
function callOf(stageName, token) {
  const headers = [
    ['Content-Type', contentType],
    ...(token === undefined ? [] : [['Authorization', `Bearer ${token}`]]),
  ]
  return { apiId: 'api1', stageName, request: { method, path, query, headers, body } }
}

/** The worker as something to ask; answers come by the number of their question. */
function startWorker(file) {
  const worker = new Worker(file)
  const waiting = new Map()
  let last = 0
  worker.on('message', ({ id, value }) => {
    waiting.get(id)?.answered(value)
    waiting.delete(id)
  })
  worker.on('error', (error) => {
    for (const { fail } of waiting.values()) fail(error)
  })
  return {
    ask: (question) =>
      new Promise((answered, fail) => {
        waiting.set(++last, { answered, fail })
        worker.postMessage({ ...question, id: last })
      }),
    stop: () => worker.terminate(),
  }
}

/** All return the same for the request, and refuse one that is wrong: else there is nothing to compare. */
async function checkAlike(ours, { name, design, call, request, wrong }, peers) {
  const own = await ours.ask({ design, call })
  if (own.status !== 200) throw new Error(`${name} returns ${own.status}: ${own.body.text}`)
  const refused = await ours.ask({ design, call: wrong.call })
  if (refused.status !== wrong.status) {
    throw new Error(`a wrong request returns ${refused.status}, not ${wrong.status}`)
  }
  for (const peer of peers) {
    const theirs = await peer.ask(request)
    deepStrictEqual(
      { status: theirs.status, body: JSON.parse(theirs.body), order: theirs.headers['x-order'] },
      {
        status: own.status,
        body: JSON.parse(own.body.text),
        order: own.headers.find(([header]) => header.toLowerCase() === 'x-order')?.[1],
      },
    )
    const refusedToo = await peer.ask(wrong.request)
    if (refusedToo.status !== wrong.status) {
      throw new Error(`the peer returns ${refusedToo.status} for a wrong request`)
    }
  }
}

/** How long each of some asks takes, one after the other, in milliseconds. */
async function timesOf(count, ask) {
  const times = []
  for (let i = 0; i < count; i++) {
    const began = performance.now()
    await ask()
    times.push(performance.now() - began)
  }
  return times
}

/** Asks answered in a second, eight on their way at a time. */
async function rateOf(count, ask) {
  let left = count
  const began = performance.now()
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      while (left-- > 0) await ask()
    }),
  )
  return (count / (performance.now() - began)) * 1000
}

function quantile(times, part) {
  const sorted = [...times].sort((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

/**
 * Print median, 95th percentile and calls a second of two calls: a whole non-proxy round of a REST API, and a JWT route of
 * an HTTP API with a Lambda proxy. Each is simulated in a worker, the same waited for over messages as the page does, and,
 * where their folder is given, by serverless-offline over HTTP: as it is installed, and with the function in its own process.
 */
export async function compareRounds(workerFile, peersFolder) {
  const worker = startWorker(workerFile)
  try {
    const { token, issuer, audience } = await worker.ask({ wants: 'token' })
    const roundCall = callOf('dev')
    const contests = [
      {
        name: 'a round',
        title: 'A non-proxy round: validation, mapping, a template each way',
        design: 'round',
        call: roundCall,
        request: roundRequest,
        service: roundService(),
        wrong: {
          status: 400,
          call: { ...roundCall, request: { ...roundCall.request, body: brokenBody } },
          request: { ...roundRequest, body: brokenBody },
        },
      },
      {
        name: 'a JWT route',
        title: 'A JWT route of an HTTP API: token, scope, Lambda proxy, canned response',
        design: 'jwt',
        call: callOf('$default', token),
        request: { ...roundRequest, token },
        service: jwtService({ issuer, audience }),
        wrong: { status: 401, call: callOf('$default'), request: roundRequest },
      },
    ]
    for (const contest of contests) await runContest(worker, contest, peersFolder)
    if (peersFolder === undefined) {
      console.log(
        'SKIPPED: serverless-offline (PIPELINE_PEERS names a folder that has it installed)',
      )
    }
  } finally {
    await worker.stop()
  }
}

/** One call, by all who take part. They take turns. */
async function runContest(worker, contest, peersFolder) {
  const { design, call, request } = contest
  const peers = []
  try {
    for (const useInProcess of peersFolder === undefined ? [] : [false, true]) {
      const peer = await startPeer(peersFolder, contest.service, { useInProcess })
      peers.push({ name: `serverless-offline${useInProcess ? ', in process' : ''}`, ...peer })
    }
    await checkAlike(worker, contest, peers)
    const inside = (times) => worker.ask({ design, times, call })
    const contestants = [
      {
        name: `${contest.name} in one worker`,
        times: inside,
        rate: async () => {
          const spent = (await inside(4000)).reduce((sum, time) => sum + time, 0)
          return 4_000_000 / spent
        },
      },
      {
        name: 'the same over messages',
        times: (count) => timesOf(count, () => worker.ask({ design, call })),
        rate: () => rateOf(4000, () => worker.ask({ design, call })),
      },
      ...peers.map(({ name, ask }) => ({
        name,
        times: (count) => timesOf(count, () => ask(request)),
        rate: () => rateOf(800, () => ask(request)),
      })),
    ].map((contestant) => ({ ...contestant, all: [], rates: [] }))
    for (const { times } of contestants) await times(400) // to warm up
    for (let turn = 0; turn < 5; turn++) {
      for (const { times, rate, all, rates } of contestants) {
        await times(100) // what the turn of another has pushed out of the way comes back
        all.push(...(await times(300)))
        rates.push(await rate())
      }
    }
    printRows(contest.title, contestants)
  } finally {
    await Promise.all(peers.map(({ stop }) => stop()))
  }
}

function printRows(title, contestants) {
  const rows = contestants.map(({ name, all, rates }) => ({
    name,
    median: quantile(all, 0.5),
    late: quantile(all, 0.95),
    rate: quantile(rates, 0.5),
  }))
  console.log(`\n${title}, 1,500 calls each`)
  for (const { name, median, late, rate } of rows) {
    const figures = [
      `median ${median.toFixed(3).padStart(7)} ms`,
      `p95 ${late.toFixed(3).padStart(7)} ms`,
      `${Math.round(rate).toString().padStart(6)} a second`,
    ]
    console.log(`${name.padEnd(30)} ${figures.join('  ')}`)
  }
  for (const peer of rows.slice(2)) {
    for (const own of rows.slice(0, 2)) {
      const [time, calls] = [peer.median / own.median, own.rate / peer.rate]
      console.log(
        `${own.name} against ${peer.name}: ${time.toFixed(1)} × faster, ${calls.toFixed(1)} × the calls`,
      )
    }
  }
}
