import { nearestName } from '../nearest.ts'
import { rootNames } from './rule.ts'
import type { TemplateRule } from './rule.ts'

const given: ReadonlySet<string> = new Set<string>([...rootNames, 'null', 'bodyContent'])
const givenInLoops: ReadonlySet<string> = new Set(['foreach', 'velocityCount', 'velocityHasNext'])

/** References that nothing sets. */
export const unsetReference: TemplateRule = ({ template, variables }, tell) => ({
  reference: ({ name, from, to, backslashes }, { isInLoop }) => {
    if (backslashes > 0 || given.has(name) || variables.has(name)) return
    const isOfLoop = givenInLoops.has(name)
    if (isOfLoop && isInLoop) return
    const nearest = isOfLoop ? undefined : nearestName(name, [...variables.keys(), ...rootNames])
    const start = template.indexOf(name, from)
    tell({
      code: 'template/unset-reference',
      message: isOfLoop
        ? `$${name} is there inside of a #foreach only: here it prints nothing.`
        : `Nothing sets $${name}: it prints nothing.${nearest === undefined ? '' : ` Is $${nearest} meant?`}`,
      severity: 'warning',
      from,
      to,
      ...(nearest !== undefined && {
        fix: { title: `Write $${nearest}`, text: nearest, from: start, to: start + name.length },
      }),
    })
  },
})

/** Stage variables that no stage sets. */
export const unsetStageVariable: TemplateRule = ({ facts }, tell) => ({
  reference: ({ name, accessors, backslashes }) => {
    const [first] = accessors
    if (backslashes > 0 || name !== 'stageVariables' || first === undefined) return
    const variable =
      first.kind === 'property'
        ? first.name
        : first.kind === 'index' && first.index.kind === 'string'
          ? first.index.value
          : undefined
    if (variable === undefined || facts.stageVariables.includes(variable)) return
    tell({
      code: 'template/unset-stage-variable',
      message: `No stage sets the variable ${variable}: it prints nothing.`,
      severity: 'warning',
      from: first.from,
      to: first.to,
    })
  },
})

/** Macros, which the service does not run. */
export const macro: TemplateRule = (_looked, tell) => ({
  node: (node) => {
    if (node.kind !== 'macro') return
    tell({
      code: 'template/macro',
      message:
        'API Gateway runs no macros: the definition vanishes, and its calls are printed as they stand.',
      severity: 'warning',
      from: node.from,
      to: Math.min(node.to, node.from + '#macro'.length),
    })
  },
})
