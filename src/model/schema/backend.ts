import * as z from 'zod'
import { json } from './json.ts'

const httpAnswer = z.object({
  status: z.number().int().default(200),
  /** A list gives the header several times. */
  headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])).default({}),
  body: z.string().optional(),
  bodyBase64: z.string().optional(),
})
const lambdaAnswer = z.object({
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
    status: z.number().int().optional(),
    headers: httpAnswer.shape.headers.optional(),
  }),
  httpAnswer,
])
export type CannedAnswer = z.infer<typeof cannedAnswer>

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
  description: z.string().optional(),
})
export type Backend = z.infer<typeof backend>
export type BackendKind = Backend['kind']
