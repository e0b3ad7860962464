import { Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml'
import type { CollectionTag, ScalarTag } from 'yaml'

/** Functions of CloudFormation that YAML writes as tags: `!Ref name` is `{"Ref": "name"}`. */
const functions = [
  'Base64',
  'Cidr',
  'FindInMap',
  'GetAtt',
  'GetAZs',
  'If',
  'ImportValue',
  'Join',
  'Select',
  'Split',
  'Sub',
  'Transform',
  'And',
  'Equals',
  'Not',
  'Or',
  'Length',
  'ToJsonString',
]

function longName(name: string): string {
  return name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`
}

function tagsOf(name: string): (ScalarTag | CollectionTag)[] {
  const key = longName(name)
  const tag = `!${name}`
  return [
    { tag, resolve: (value) => ({ [key]: value }) },
    ...[
      { collection: 'seq' as const, nodeClass: YAMLSeq },
      { collection: 'map' as const, nodeClass: YAMLMap },
    ].map(({ collection }): CollectionTag => ({
      tag,
      collection,
      resolve: (inner) => {
        const long = new YAMLMap()
        // the inner node keeps its own place in the text
        long.items.push(new Pair(new Scalar(key), inner))
        return long
      },
    })),
  ]
}

/** Tags for YAML's reader; documents of other formats have none of them. */
export const shortForms: (ScalarTag | CollectionTag)[] = ['Ref', 'Condition', ...functions].flatMap(
  tagsOf,
)
