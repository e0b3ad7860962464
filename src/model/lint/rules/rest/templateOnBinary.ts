import { updateIntegration } from '../../../operations/integrations.ts'
import type { RestApiFacts } from '../../facts.ts'
import { gone, methodAt } from '../../places.ts'
import type { Rule } from '../../rule.ts'

export const templateOnBinary: Rule = {
  title: 'A template has to read a binary body',
  why: 'A body whose type is one of the binary media types stays bytes, and a template cannot read bytes: the call ends in a 500. A binary media type `*/*` covers application/json and the preflight of browsers too.',
  advice:
    'Set the content handling of the integration request to CONVERT_TO_TEXT, or take the type off the binary media types.',
  appliesTo: 'restApi',
  severity: 'error',
  bad: {
    methods: { 'OPTIONS /pets': { integration: { type: 'MOCK' } } },
    api: { binaryMediaTypes: ['*/*'] },
  },
  good: {
    methods: {
      'OPTIONS /pets': { integration: { type: 'MOCK', contentHandling: 'CONVERT_TO_TEXT' } },
    },
    api: { binaryMediaTypes: ['*/*'] },
  },
  check: ({ api, templates }: RestApiFacts) =>
    templates.flatMap(({ contentType, at, owner, response }) => {
      if (response || owner.integration?.contentHandling === 'CONVERT_TO_TEXT') return []
      const binary = api.binaryMediaTypes.find((type) => covers(type, contentType))
      if (binary === undefined) return []
      return [
        {
          message: `${owner.name}: ${contentType} is binary (${binary}), which its template cannot read: the answer is a 500.`,
          at,
        },
      ]
    }),
  fix: (design, { at }) => {
    const found = methodAt(design, at)
    if (!found) return gone(at)
    return updateIntegration(design, {
      ...found.ref,
      change: { contentHandling: 'CONVERT_TO_TEXT' },
    })
  },
}

function covers(binary: string, contentType: string): boolean {
  const listed = binary.toLowerCase()
  const type = contentType.toLowerCase()
  return (
    listed === '*/*' ||
    listed === type ||
    (listed.endsWith('/*') && type.startsWith(listed.slice(0, -1)))
  )
}
