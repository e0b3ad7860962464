import * as z from 'zod'
import { json } from './json.ts'

/** Milliseconds until the answer comes; longer than the integration waits is a timeout. Absent: at once. */
const latencyMs = z.number().int().nonnegative().optional()

const httpAnswer = z.object({
  latencyMs,
  status: z.number().int().default(200),
  /** A list gives the header several times. */
  headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])).default({}),
  body: z.string().optional(),
  bodyBase64: z.string().optional(),
})
const lambdaAnswer = z.object({
  latencyMs,
  lambda: z.union([
    z.object({ result: json }),
    /** The text that the function returned. */
    z.object({ rawResult: z.string() }),
    z.object({
      error: z.object({
        errorMessage: z.string(),
        errorType: z.string().optional(),
        stackTrace: z.array(z.string()).optional(),
      }),
      functionError: z.string().optional(),
    }),
  ]),
})

/** What a backend answers without being asked for real. The same forms that the companion's `--backend` takes. */
export const cannedAnswer = z.union([
  lambdaAnswer,
  z.object({ timeout: z.literal(true) }),
  z.object({ networkError: z.literal(true) }),
  /** Answers with the body that it was sent. */
  z.object({
    echoBody: z.literal(true),
    latencyMs,
    status: z.number().int().optional(),
    headers: httpAnswer.shape.headers.optional(),
  }),
  httpAnswer,
])
export type CannedAnswer = z.infer<typeof cannedAnswer>

/** An answer for certain events of a function, such as those with one token. */
export const cannedCase = z.object({
  /** Members of the event (`authorizationToken`, `headers.X-Who`) to what they have to be; `*` and `?` stand for anything and for one character. */
  when: z.record(z.string(), z.string()),
  answer: cannedAnswer,
})
export type CannedCase = z.infer<typeof cannedCase>

/**
 * What integrations reach. Its key is derived from the integration's URI (`backendKey`), so that an edge
 * cannot dangle: `http:petstore.example.com`, `lambda:listPets`, `aws:dynamodb`.
 */
export const backend = z.object({
  key: z.string(),
  name: z.string(),
  kind: z.enum([
    'http',
    'lambda',
    'dynamodb',
    'kinesis',
    'sqs',
    'sns',
    'states',
    'events',
    's3',
    'service',
  ]),
  /** `live` (HTTP only) asks the real address; the user has to turn it on. */
  mode: z.enum(['canned', 'live']).default('canned'),
  /** Absent: 200 with an empty JSON object. */
  answer: cannedAnswer.optional(),
  /** Tried in their order before `answer`: the first whose every condition holds. */
  cases: z.array(cannedCase).optional(),
  description: z.string().optional(),
})
export type Backend = z.infer<typeof backend>
export type BackendKind = Backend['kind']
