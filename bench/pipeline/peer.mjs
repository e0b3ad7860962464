// serverless-offline with the nearest it has to the round: a Lambda (non-proxy) integration with the same schema and templates, over HTTP on localhost.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { resolve } from 'node:path'
import { root } from '../../scripts/run.mjs'

/** Ports that nobody listens on. */
async function freePorts(count) {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise((ready, fail) => {
          const server = createServer()
          server.once('error', fail)
          server.listen(0, '127.0.0.1', () => ready(server))
        }),
    ),
  )
  const ports = servers.map((server) => server.address().port)
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))))
  return ports
}

function serviceOf(parts, [httpPort, lambdaPort, websocketPort], useInProcess) {
  const json = 'application/json'
  return {
    service: 'round',
    frameworkVersion: '3',
    provider: { name: 'aws', runtime: 'nodejs18.x', stage: 'dev', region: 'us-east-1' },
    plugins: ['serverless-offline'],
    custom: {
      'serverless-offline': {
        host: '127.0.0.1',
        httpPort,
        lambdaPort,
        websocketPort,
        noPrependStageInUrl: true,
        useInProcess,
      },
    },
    functions: {
      order: {
        handler: 'handler.answer',
        events: [
          {
            http: {
              path: 'orders/{id}',
              method: 'post',
              integration: 'lambda',
              request: {
                schemas: { [json]: parts.schema },
                parameters: { paths: { id: true }, querystrings: { expand: true } },
                template: { [json]: parts.requestTemplate },
              },
              response: {
                headers: { 'X-Order': "'placed'" },
                template: parts.responseTemplate,
                statusCodes: {
                  200: { pattern: '', template: parts.responseTemplate },
                  404: { pattern: '.*404.*' },
                  500: { pattern: '.*500.*' },
                },
              },
            },
          },
        ],
      },
    },
  }
}

/**
 * Start serverless-offline out of the folder that has it in its node_modules. It runs a function in a worker unless told to
 * run it in its own process, which is the fastest that it has. `ask` sends the request, over a kept
 * connection, and gives status, headers and body; `stop` ends the process.
 */
export async function startPeer(peersFolder, { useInProcess }) {
  const modules = resolve(peersFolder, 'node_modules')
  const bin = resolve(modules, 'serverless/bin/serverless.js')
  if (!existsSync(bin)) throw new Error(`there is no serverless in ${modules}`)
  const parts = JSON.parse(readFileSync(resolve(root, 'bench/pipeline/round.json'), 'utf8'))
  const folder = mkdtempSync(resolve(tmpdir(), 'round-'))
  const ports = await freePorts(3)
  symlinkSync(modules, resolve(folder, 'node_modules'))
  writeFileSync(
    resolve(folder, 'serverless.json'),
    JSON.stringify(serviceOf(parts, ports, useInProcess)),
  )
  writeFileSync(
    resolve(folder, 'handler.js'),
    'exports.answer = async (event) => ({ lines: event.lines.length })',
  )
  const child = spawn(process.execPath, [bin, 'offline', 'start'], {
    cwd: folder,
    env: {
      ...process.env,
      SLS_TELEMETRY_DISABLED: '1',
      SLS_TRACKING_DISABLED: '1',
      SLS_NOTIFICATIONS_MODE: 'off',
      AWS_ACCESS_KEY_ID: 'none',
      AWS_SECRET_ACCESS_KEY: 'none',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const ended = new Promise((_, fail) => {
    child.once('exit', (code) => fail(new Error(`serverless-offline ended with ${code}: ${said}`)))
  })
  const listening = new Promise((ready) => {
    const hear = (text) => {
      said = (said + text).slice(-4000)
      if (/Server ready/.test(said)) ready()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
  })
  const late = setTimeout(() => child.kill(), 120_000)
  await Promise.race([listening, ended]).finally(() => clearTimeout(late))
  ended.catch(() => undefined) // from here on it is ended by stop
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })
  return {
    ask: ({ method, path, query, contentType, body }) =>
      new Promise((answered, fail) => {
        const sent = request(
          {
            agent,
            host: '127.0.0.1',
            port: ports[0],
            method,
            path: `${path}?${query}`,
            headers: { 'Content-Type': contentType, 'Content-Length': Buffer.byteLength(body) },
          },
          (response) => {
            const chunks = []
            response.on('data', (chunk) => chunks.push(chunk))
            response.on('end', () =>
              answered({
                status: response.statusCode,
                headers: response.headers,
                body: Buffer.concat(chunks).toString(),
              }),
            )
          },
        )
        sent.once('error', fail)
        sent.end(body)
      }),
    stop: async () => {
      agent.destroy()
      const gone = new Promise((exited) => child.once('exit', exited))
      child.kill()
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
