import type { CaseResult, Runner } from './conformanceCase.ts'
import { runControl, runValidate } from './conformanceControl.ts'
import { runTemplate } from './conformanceTemplate.ts'
import type { CommandIo } from './io.ts'
import { text } from './given.ts'
import type { Given } from './given.ts'
import { runInvoke, runTestInvoke } from './conformanceInvoke.ts'
import { stageRunners } from './conformanceStages.ts'
import { routedRunners } from './conformanceV2.ts'
import { httpRunners, skippedKinds } from './conformanceHttp.ts'
import { documentRunners } from './conformanceDocuments.ts'

/** How each kind of case is run. A kind that neither is here nor among the skipped ones fails. */
const runners: Readonly<Record<string, Runner>> = {
  invoke: runInvoke,
  'test-invoke': runTestInvoke,
  ...stageRunners,
  ...documentRunners,
  control: runControl,
  validate: runValidate,
  cloudformation: runTemplate,
  ...routedRunners,
  ...httpRunners,
}

/** Run one case that has a kind. */
export async function runAwsCase(
  caseText: string,
  read: (file: string) => string,
  group: string,
  io: CommandIo,
): Promise<CaseResult> {
  const given = JSON.parse(caseText) as Given // the format of the cases
  const id = text(given['id'])
  const kind = text(given['kind'])
  const reason = Object.hasOwn(skippedKinds, kind) ? skippedKinds[kind] : undefined
  if (reason !== undefined) return { id, group, passed: false, skipped: `${kind}: ${reason}` }
  const run = Object.hasOwn(runners, kind) ? runners[kind] : undefined
  if (!run)
    return { id, group, passed: false, message: `cases of the kind ${kind} cannot be run yet` }
  try {
    const message = await run(given, read, io)
    if (typeof message === 'object')
      return { id, group, passed: false, skipped: `${kind}: ${message.skipped}` }
    return { id, group, passed: message === undefined, ...(message !== undefined && { message }) }
  } catch (error) {
    return {
      id,
      group,
      passed: false,
      message: `the run broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    }
  }
}
