// What is wrong with a template before it runs: found in its tree, told with its place and, where one is safe, a way to mend it.
import { paintTemplate, printedNumber } from './colours.ts'
import type { Painted } from './colours.ts'
import { variablesOf } from './kinds.ts'
import { formOf, jsonPlaces, outputTypeOf } from './layer.ts'
import { readableOf } from './readable.ts'
import { templateRules } from './rules/index.ts'
import type { Looked, TemplateFacts, TemplateRemark } from './rules/rule.ts'
import { walkTemplate } from './walk.ts'

export type { TemplateFacts, TemplatePlace, TemplateRemark } from './rules/rule.ts'

/** Remarks beyond this are not told: the first ones are looked at first. */
const mostRemarks = 200

/** Look through a template, as far as it can be read: what cannot be read is told elsewhere. */
export function diagnoseTemplate(
  template: string,
  facts: TemplateFacts,
  painted: Painted | undefined = paintTemplate(template),
): TemplateRemark[] {
  const { nodes, upTo } = painted
    ? { nodes: painted.nodes, upTo: template.length }
    : readableOf(template)
  const isJson = painted && formOf(outputTypeOf(nodes, facts.contentType)) === 'json'
  const remarks: TemplateRemark[] = []
  const looked: Looked = {
    template,
    facts,
    variables: variablesOf(nodes),
    places: isJson
      ? jsonPlaces(nodes, template, (at) => painted.paint[at] === printedNumber).places
      : new Map(),
  }
  for (const rule of templateRules) {
    walkTemplate(
      nodes,
      rule(looked, (remark) => {
        // of a part that is read alone, what comes later is not known
        if (remark.to <= upTo) remarks.push(remark)
      }),
    )
  }
  return remarks.sort((a, b) => a.from - b.from || b.to - a.to).slice(0, mostRemarks)
}
