import { methodsOf } from '../../queries/resourceTree.ts'
import type { Rule } from '../rule.ts'

export const unknownStageVariable: Rule = {
  why: 'A stage variable that a stage does not set is empty there.',
  severity: 'warning',
  check: (api) => {
    const stages = Object.values(api.stages)
    if (stages.length === 0) return []
    return methodsOf(api).flatMap(({ method, path, at }) => {
      const { integration } = method
      if (!integration) return []
      const texts = [
        ...(integration.type === 'MOCK'
          ? []
          : [{ text: integration.uri, where: [...at, 'integration', 'uri'] }]),
        ...Object.entries(integration.requestTemplates).map(([type, text]) => ({
          text,
          where: [...at, 'integration', 'requestTemplates', type],
        })),
      ]
      return texts.flatMap(({ text, where }) => {
        const names = [...text.matchAll(/stageVariables\.([A-Za-z_]\w*)/g)].map(
          (match) => match[1] ?? '',
        )
        return [...new Set(names)].flatMap((name) => {
          const without = stages
            .filter((stage) => !Object.hasOwn(stage.variables, name))
            .map(({ stageName }) => stageName)
          if (without.length === 0) return []
          return [
            {
              message: `${method.httpMethod} ${path} uses the stage variable ${name}, which ${without.join(', ')} does not set.`,
              at: where,
            },
          ]
        })
      })
    })
  },
}
