import { Document, Scalar, visit } from 'yaml'
import type { ScalarTag } from 'yaml'
import type { Json } from '../schema/json.ts'

/**
 * Words that a reader of YAML 1.1 does not take for texts, as CloudFormation and many tools are: booleans, null, numbers with
 * underscores, octal, binary and sexagesimal ones, dates, `<<` and `=`. Wider than the types are, since quotes do no harm.
 * Source: yaml.org/type.
 */
const notText: readonly RegExp[] = [
  /^(?:y|n|yes|no|on|off|true|false|null|~|<<|=)?$/i,
  /^[-+]?[.\d][\d_,.:]*(?:e[-+]?\d*)?$/i,
  /^[-+]?0[box][\da-f_]+$/i,
  /^[-+]?\.(?:inf|nan)$/i,
  /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt\s].*)?$/,
]

/** How such a word begins; most texts need no closer look. */
const doubtfulStart = /^(?:[-+.\d~<=ynotf]|$)/i

/** Characters that YAML wants escaped, some readers take for a line break, or that no reader of UTF-8 knows. */
const unprintable =
  /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

const allUnprintable = new RegExp(unprintable.source, 'g')

/** Numbers with an exponent: readers of YAML 1.1 want a point in them. */
const exponents: ScalarTag = {
  tag: 'tag:yaml.org,2002:float',
  default: true,
  identify: (value) => typeof value === 'number' && /^-?\de/.test(String(value)),
  // what is written is never read back by this tag
  test: /^\b$/,
  resolve: Number,
  stringify: ({ value }) => String(value).replace('e', '.0e'),
}

/** A value as a document of YAML that can still be changed. */
export function yamlDocument(value: Json): Document {
  return new Document(value, {
    aliasDuplicateObjects: false,
    compat: 'yaml-1.1',
    // the first tag that knows a value writes it
    customTags: (tags) => [exponents, ...tags],
  })
}

/** The text of a document that `yamlDocument` made. Every reader, of YAML 1.1 or 1.2, reads the same values from it. */
export function yamlText(document: Document): string {
  visit(document, {
    Scalar: (_key, scalar) => {
      const { value } = scalar
      if (typeof value !== 'string') return
      const isDoubtful = doubtfulStart.test(value) && notText.some((form) => form.test(value))
      if (isDoubtful || unprintable.test(value)) {
        scalar.type = Scalar.QUOTE_DOUBLE
      }
    },
  })
  // they are inside of double quotation marks by now, where the writer leaves some of them as they are
  return document.toString({ lineWidth: 0 }).replace(allUnprintable, (unit) => {
    const code = unit.charCodeAt(0).toString(16)
    return code.length > 2 ? `\\u${code.padStart(4, '0')}` : `\\x${code.padStart(2, '0')}`
  })
}
