import { expect, it } from 'vitest'
import { unrepairedCallsIn } from '../../escapeCalls.ts'
import { inMethod, testRule } from '../../testRule.ts'

const requestTemplate = (text: string, type = 'application/json') => ({
  methods: { 'GET /pets': { integration: { requestTemplates: { [type]: text } } } },
})
const at = inMethod('GET /pets', 'integration', 'requestTemplates', 'application/json')

testRule('unrepairedApostrophe', {
  at,
  alsoFound: {
    'a call in braces': [requestTemplate('{"a": "${util.escapeJavaScript($x)}"}'), at],
    'a quiet call behind other text': [
      requestTemplate('{"a": "by $!util.escapeJavaScript($input.path(\'$.a(b)\')) now"}'),
      at,
    ],
    'a name of a property in a loop': [
      requestTemplate('{#foreach($k in $m.keySet())"$util.escapeJavaScript($k)": 1#end}'),
      at,
    ],
    'a variable that is printed later': [
      requestTemplate('#set($a = $util.escapeJavaScript($input.body))\n{"a": "$a"}'),
      at,
    ],
    'a call with another replacement': [
      requestTemplate('{"a": "$util.escapeJavaScript($x).replaceAll("a", "b")"}'),
      at,
    ],
  },
  alsoSound: {
    'a call that is repaired': requestTemplate(
      '{"a": "$util.escapeJavaScript($x).trim().replaceAll("\\\\\'", "\'")"}',
    ),
    'a variable that is repaired where it is set': requestTemplate(
      '#set($a = $util.escapeJavaScript($x).replaceAll("\\\\\'", "\'")){"a": "$a"}',
    ),
    'a variable that is repaired where it is printed': requestTemplate(
      '#set($a = $util.escapeJavaScript($x)){"a": "$a.replaceAll("\\\\\'", "\'")"}',
    ),
    'a form': requestTemplate('a=$util.escapeJavaScript($x)', 'application/x-www-form-urlencoded'),
    'a call outside of a JSON string': requestTemplate('a=$util.escapeJavaScript($x)'),
    'a comment': requestTemplate('## "$util.escapeJavaScript($x)"\n{"a": 1}'),
  },
})

it('ends at the end of a template that breaks off', () => {
  for (const text of [
    '"$util.escapeJavaScript(',
    '"$util.escapeJavaScript("a',
    '#set($a = $util.escapeJavaScript($x',
  ]) {
    expect(unrepairedCallsIn(text).length).toBeLessThanOrEqual(1)
  }
})
