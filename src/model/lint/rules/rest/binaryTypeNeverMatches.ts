import type { Rule } from '../../rule.ts'

export const binaryTypeNeverMatches: Rule = {
  title: 'A binary media type matches nothing',
  why: 'A binary media type is a plain type, `type/*` or `*/*`. A wildcard in front of a subtype, and parameters, match no Content-Type.',
  advice: 'Write the type out, such as image/png.',
  appliesTo: 'restApi',
  severity: 'warning',
  bad: { api: { binaryMediaTypes: ['*/png'] } },
  good: { api: { binaryMediaTypes: ['image/png'] } },
  check: ({ api, at }) =>
    api.binaryMediaTypes.flatMap((type) =>
      (type.startsWith('*') && type !== '*/*') || type.includes(';')
        ? [
            {
              message: `The binary media type ${type} matches no Content-Type.`,
              at: [...at, 'binaryMediaTypes'],
            },
          ]
        : [],
    ),
}
