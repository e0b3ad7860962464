import { useTemplateCheck } from './useTemplateCheck.ts'

/** Looks through the templates of the open design; shows nothing itself. */
export function TemplateCheck() {
  useTemplateCheck()
  return null
}
