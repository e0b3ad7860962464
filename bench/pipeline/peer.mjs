// serverless-offline over HTTP on localhost, with the nearest that it has to what is simulated.
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

/** A service of one function, with what its plugin needs. */
function serviceOf({ provider, events }, [httpPort, lambdaPort, websocketPort], useInProcess) {
  return {
    service: 'round',
    frameworkVersion: '3',
    provider: {
      name: 'aws',
      runtime: 'nodejs18.x',
      stage: 'dev',
      region: 'us-east-1',
      ...provider,
    },
    plugins: ['serverless-offline'],
    custom: {
      'serverless-offline': {
        host: '127.0.0.1',
        httpPort,
        lambdaPort,
        websocketPort,
        noPrependStageInUrl: true,
        // it cannot check signatures of tokens
        ignoreJWTSignature: true,
        useInProcess,
      },
    },
    functions: { order: { handler: 'handler.answer', events } },
  }
}

/** A Lambda (non-proxy) integration of a REST API with the schema and templates of the round. */
export function roundService() {
  const parts = JSON.parse(readFileSync(resolve(root, 'bench/pipeline/round.json'), 'utf8'))
  const json = 'application/json'
  return {
    handler: 'exports.answer = async (event) => ({ lines: event.lines.length })',
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
  }
}

/** A route of an HTTP API with a JWT authorizer, whose function returns what the canned response has. */
export function jwtService({ issuer, audience }) {
  return {
    handler:
      "exports.answer = async () => ({ statusCode: 200, headers: { 'Content-Type': 'application/json', 'X-Order': 'placed' }, body: JSON.stringify({ lines: 20 }) })",
    provider: {
      httpApi: {
        payload: '2.0',
        authorizers: {
          readers: {
            type: 'jwt',
            identitySource: '$request.header.Authorization',
            issuerUrl: issuer,
            audience: [audience],
          },
        },
      },
    },
    events: [
      {
        httpApi: {
          method: 'POST',
          path: '/orders/{id}',
          authorizer: { name: 'readers', scopes: ['orders/write'] },
        },
      },
    ],
  }
}

/**
 * Start serverless-offline out of the folder that has it in its node_modules. It runs a function in a worker unless told to
 * run it in its own process, which is the fastest that it has. `ask` sends the request, over a kept
 * connection, and gives status, headers and body; `stop` ends the process.
 */
export async function startPeer(peersFolder, service, { useInProcess }) {
  const modules = resolve(peersFolder, 'node_modules')
  const bin = resolve(modules, 'serverless/bin/serverless.js')
  if (!existsSync(bin)) throw new Error(`there is no serverless in ${modules}`)
  const folder = mkdtempSync(resolve(tmpdir(), 'round-'))
  const ports = await freePorts(3)
  symlinkSync(modules, resolve(folder, 'node_modules'))
  writeFileSync(
    resolve(folder, 'serverless.json'),
    JSON.stringify(serviceOf(service, ports, useInProcess)),
  )
  writeFileSync(resolve(folder, 'handler.js'), service.handler)
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
    ask: ({ method, path, query, contentType, body, token }) =>
      new Promise((answered, fail) => {
        const sent = request(
          {
            agent,
            host: '127.0.0.1',
            port: ports[0],
            method,
            path: `${path}?${query}`,
            headers: {
              'Content-Type': contentType,
              'Content-Length': Buffer.byteLength(body),
              ...(token !== undefined && { Authorization: `Bearer ${token}` }),
            },
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
