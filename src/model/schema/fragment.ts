import * as z from 'zod'
import { authorizer } from './authorizer.ts'
import { bodyModel, requestValidator } from './bodyModel.ts'
import { method } from './method.ts'

/** The parts of an API that copied methods refer to, so that they can be brought along. */
export const companions = z.object({
  /** The design and the API that the methods were copied from. */
  designId: z.string(),
  apiId: z.string(),
  /** Under their ids. */
  authorizers: z.record(z.string(), authorizer).default({}),
  /** Under their ids. */
  requestValidators: z.record(z.string(), requestValidator).default({}),
  /** Under their names, with every model that these refer to. */
  models: z.record(z.string(), bodyModel).default({}),
})
export type Companions = z.infer<typeof companions>

/** A copied resource with everything below it. */
export interface ResourceFragment {
  readonly pathPart: string
  readonly methods: readonly z.infer<typeof method>[]
  readonly children: readonly ResourceFragment[]
}

const resourceFragment: z.ZodType<ResourceFragment> = z.object({
  pathPart: z.string(),
  methods: z.array(method),
  get children() {
    return z.array(resourceFragment)
  },
})

const common = {
  format: z.literal('gatewright-fragment'),
  /** Absent in a fragment that was copied by an older page. */
  companions: companions.default({
    designId: '',
    apiId: '',
    authorizers: {},
    requestValidators: {},
    models: {},
  }),
}

/** A resource or a method that was copied, whole, so that it can be pasted after the original is gone, or into another design. */
export const fragment = z.discriminatedUnion('kind', [
  z.object({ ...common, kind: z.literal('resource'), resource: resourceFragment }),
  z.object({ ...common, kind: z.literal('method'), method }),
])
export type Fragment = z.infer<typeof fragment>
