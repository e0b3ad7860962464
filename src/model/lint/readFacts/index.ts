import type { LintedDesign, Subjects } from '../facts.ts'
import { readAnyRestApi, readAnyRoutedApi } from './general.ts'
import { readHttpApi } from './http.ts'
import { readRestApi } from './rest.ts'

/** Everything in a design that rules apply to. */
export type SubjectsOfDesign = { readonly [S in keyof Subjects]: readonly Subjects[S][] }

/** Read the facts of a design once for all rules. */
export function readFacts(design: LintedDesign): SubjectsOfDesign {
  const apis = Object.values(design.apis)
  const restApis = apis.flatMap((api) =>
    api.protocol === 'REST' ? [readRestApi(api, design)] : [],
  )
  const httpApis = apis.flatMap((api) =>
    api.protocol === 'HTTP' ? [readHttpApi(api, design)] : [],
  )
  return {
    api: [
      ...restApis.map(readAnyRestApi),
      ...apis.flatMap((api) => (api.protocol === 'REST' ? [] : [readAnyRoutedApi(api)])),
    ],
    restApi: restApis,
    method: restApis.flatMap(({ methods }) => methods),
    httpApi: httpApis,
    design: [design],
  }
}
