// What the rules of the service say that answers are explained by. Apart from the simulator, so that a page fetches it when it is asked for.
import { access } from './access.ts'
import { answering } from './answering.ts'
import { arriving } from './arriving.ts'
import { httpApis } from './httpApis.ts'
import { integrating } from './integrating.ts'

import type { ServiceRule } from './lookup.ts'
import type { ServicePage } from './page.ts'

export { guideAddress } from './page.ts'
export type { ServicePage } from './page.ts'

/** All pages, by the names of their rules in the trace. */
export const servicePages: Readonly<Record<ServiceRule, ServicePage>> = {
  ...arriving,
  ...access,
  ...integrating,
  ...answering,
  ...httpApis,
}
