import {
  accountOf,
  callService,
  emptyDesign,
  isManagementOperation,
  randomIds,
  resourcesByPath,
  seededRandom,
} from '../model/index.ts'
import type { Account, ControlAnswer, ControlEnvironment, Json } from '../model/index.ts'
import { list, map, text } from './given.ts'
import type { Given } from './given.ts'
import { difference } from './matching.ts'
import type { Matching } from './matching.ts'

const accountId = '111111111111'

function environmentOf(): ControlEnvironment {
  return {
    now: () => Date.UTC(2026, 0, 31, 12),
    // as the service's ids, they have letters: in upper case they are others
    nextId: randomIds(seededRandom(7)),
    accountId,
    region: 'us-east-1',
  }
}

/** Run a case of calls in order: each step's answer is compared, and later steps use the answers of earlier ones. */
export function runControl(
  given: Given,
  read: (file: string) => string = () => '',
): string | undefined {
  const environment = environmentOf()
  const matching: Matching = { bound: new Map() }
  const answers = new Map<number, ControlAnswer>()
  let account: Account = accountOf(emptyDesign('Conformance', () => 'design'))
  for (const step of list(given['steps']).map(map)) {
    const operation = text(step['op'])
    if (!isManagementOperation('apigateway', operation)) return `there is no operation ${operation}`
    const input = map(resolved(step['params'] ?? {}, answers, read))
    const result = callService(account, 'apigateway', operation, input, environment)
    account = result.account
    answers.set(Number(step['n']), result.answer)
    if (step['expect'] === undefined) {
      if ('error' in result.answer) {
        return `step ${String(step['n'])} ${operation}: was refused: ${result.answer.error.message}`
      }
      continue
    }
    const actual = asRecorded(result.answer, given, input)
    const found = difference(step['expect'], actual, matching)
    if (found !== undefined) return `step ${String(step['n'])} ${operation}${found}`
  }
  return undefined
}

/** The day from which answers have `ipAddressType`; older recordings cannot know it. */
const ipAddressTypeSince = '2025-03-31'
/** What the recordings put in the place of an API id that was made up at random. */
const madeUpApiId = 'fake-api-id'

/** An answer with what a recording of its day, with its constants, would hold. */
function asRecorded(answer: ControlAnswer, given: Given, input: Given): unknown {
  const recorded = text(given['recordedDate'])
  if ('error' in answer) {
    const end = `:${text(input['restApiId'])}`
    const isUnknownApi =
      answer.error.message === `Invalid API identifier specified ${accountId}${end}`
    if (!isUnknownApi || !JSON.stringify(given).includes(`:${madeUpApiId}"`)) return answer
    const message = answer.error.message.slice(0, -end.length) + `:${madeUpApiId}`
    return { ...answer, error: { ...answer.error, message } }
  }
  if (recorded === '' || recorded >= ipAddressTypeSince) return answer
  const { ipAddressType: _younger, ...endpointConfiguration } = map(
    answer.body['endpointConfiguration'],
  )
  if (answer.body['endpointConfiguration'] === undefined) return answer
  return { ...answer, body: { ...answer.body, endpointConfiguration } }
}

/** A parameter with `${s3.items[0].id}` and its like filled in from earlier answers. */
function resolved(
  value: Json,
  answers: ReadonlyMap<number, ControlAnswer>,
  read: (file: string) => string,
): Json {
  if (typeof value === 'string') {
    return value.replace(/\$\{s(\d+)\.([^}]+)\}/g, (_whole, step: string, path: string) => {
      const answer = answers.get(Number(step))
      const found = answer && 'body' in answer ? memberAt(answer.body, path) : undefined
      return typeof found === 'string' ? found : JSON.stringify(found ?? null)
    })
  }
  if (Array.isArray(value)) return value.map((item) => resolved(item, answers, read))
  if (typeof value !== 'object' || value === null) return value
  if ('$upper' in value) return text(resolved(value['$upper'] ?? '', answers, read)).toUpperCase()
  if ('$file' in value) return read(text(value['$file']))
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, resolved(each, answers, read)]),
  )
}

function memberAt(value: Json, path: string): Json | undefined {
  return path
    .split(/[.[\]]+/)
    .filter((step) => step !== '')
    .reduce<Json | undefined>((found, step) => {
      if (Array.isArray(found)) return found[Number(step)]
      return Object.hasOwn(map(found), step) ? map(found)[step] : undefined
    }, value)
}

/** Which calls a subject of `validate` stands for, with what has to be there before. */
interface Trial {
  readonly account: Account
  readonly answer: ControlAnswer
}

/** Run one check of an input without history: what it needs is made first, then the call is made. */
export function runValidate(given: Given): string | undefined {
  const input = map(given['input'])
  const subject = text(given['subject'])
  const attempt = Object.hasOwn(subjects, subject) ? subjects[subject] : undefined
  if (!attempt) return `there is no subject ${subject}`
  const { answer } = attempt(input, new Bench())
  const expected = map(given['expect'])
  if (expected['ok'] === true) {
    if ('error' in answer) return `was refused: ${answer.error.message}`
    return difference(expected['result'] ?? {}, answer.body, { bound: new Map() }, true)
  }
  if (!('error' in answer)) return 'the input should have been refused'
  const actual = { ok: false, status: answer.status, ...answer.error }
  return difference(given['expect'], actual, { bound: new Map() })
}

/** An account with one API, on which calls are made one after the other. */
class Bench {
  readonly environment = environmentOf()
  account: Account = accountOf(emptyDesign('Conformance', () => 'design'))
  readonly restApiId: string
  readonly rootResourceId: string

  constructor() {
    const api = this.made('CreateRestApi', { name: 'api' })
    this.restApiId = text(api['id'])
    this.rootResourceId = text(api['rootResourceId'])
  }

  call(operation: string, input: Given): Trial {
    const result = callService(this.account, 'apigateway', operation, input, this.environment)
    this.account = result.account
    return result
  }

  /** A call that only prepares. */
  made(operation: string, input: Given): Given {
    const { answer } = this.call(operation, input)
    if ('error' in answer) throw new Error(`${operation}: ${answer.error.message}`)
    return answer.body
  }

  /** The id of the resource with a path, made with its parents where it is missing. */
  resource(path: string): string {
    const api = this.account.design.apis[this.restApiId]
    const found =
      api?.protocol === 'REST' ? resourcesByPath(api).find((each) => each.path === path) : undefined
    if (found) return found.resource.id
    const slash = path.lastIndexOf('/')
    const parentId = this.resource(slash === 0 ? '/' : path.slice(0, slash))
    const pathPart = path.slice(slash + 1)
    return text(
      this.made('CreateResource', { restApiId: this.restApiId, parentId, pathPart })['id'],
    )
  }

  /** The members that name the root's method. */
  get method(): Given {
    return { restApiId: this.restApiId, resourceId: this.rootResourceId, httpMethod: 'GET' }
  }

  withMethod(): this {
    this.made('PutMethod', { ...this.method, authorizationType: 'NONE' })
    return this
  }

  withIntegration(): this {
    this.withMethod().made('PutIntegration', { ...this.method, type: 'MOCK' })
    return this
  }

  deployment(stageNames: readonly string[]): string {
    const { restApiId } = this
    const deploymentId = text(this.made('CreateDeployment', { restApiId })['id'])
    for (const stageName of stageNames)
      this.made('CreateStage', { restApiId, deploymentId, stageName })
    return deploymentId
  }
}

const subjects: Readonly<Record<string, (input: Given, bench: Bench) => Trial>> = {
  restApi: (input, bench) => bench.call('CreateRestApi', input),
  resource: (input, bench) => {
    const { restApiId } = bench
    const { existing, parent, rename, move, ...rest } = input
    for (const path of list(existing)) bench.resource(text(path))
    const moved = text(move ?? rename)
    if (moved !== '') {
      const patch =
        move === undefined
          ? { op: 'replace', path: '/pathPart', value: text(rest['pathPart']) }
          : { op: 'replace', path: '/parentId', value: bench.resource(text(parent)) }
      const resourceId = bench.resource(moved)
      return bench.call('UpdateResource', { restApiId, resourceId, patchOperations: [patch] })
    }
    const parentId = bench.resource(text(parent) || '/')
    return bench.call('CreateResource', { restApiId, parentId, ...rest })
  },
  method: (input, bench) =>
    bench.call('PutMethod', { ...bench.method, authorizationType: 'NONE', ...input }),
  integration: (input, bench) =>
    bench.withMethod().call('PutIntegration', { ...bench.method, ...input }),
  integrationResponse: (input, bench) =>
    bench
      .withIntegration()
      .call('PutIntegrationResponse', { ...bench.method, statusCode: '200', ...input }),
  model: (input, bench) => bench.call('CreateModel', { restApiId: bench.restApiId, ...input }),
  gatewayResponse: (input, bench) =>
    bench.call('PutGatewayResponse', { restApiId: bench.restApiId, ...input }),
  apiKey: (input, bench) => bench.call('CreateApiKey', input),
  stage: (input, bench) => {
    const deploymentId = bench.withIntegration().deployment([])
    return bench.call('CreateStage', {
      restApiId: bench.restApiId,
      stageName: 'dev',
      deploymentId,
      ...input,
    })
  },
  deployment: (input, bench) => {
    const { restApiId } = bench.withIntegration()
    const { delete: isDelete, stagesPointingHere, ...rest } = input
    if (isDelete !== true) return bench.call('CreateDeployment', { restApiId, ...rest })
    const deploymentId = bench.deployment(list(stagesPointingHere).map(text))
    return bench.call('DeleteDeployment', { restApiId, deploymentId })
  },
}
