import { momentText } from '../ui/moment.ts'

/** The label of a thing as it is shown: a deployment without a description goes by its date, in the browser's words. */
export function thingText(label: string): string {
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(label) ? momentText(label) : label
}
