import { routeMethods } from '../../../queries/routeKeys.ts'
import { inRoute, testRule } from '../../testRule.ts'

const eachMethod = Object.fromEntries(
  routeMethods.filter((method) => method !== 'ANY').map((method) => [`${method} /pets`, {}]),
)

testRule('unreachableRoute', {
  at: inRoute('$default'),
  alsoFound: {
    'ANY where each method has a route': [
      { routes: { ...eachMethod, 'ANY /pets': {} } },
      inRoute('ANY /pets'),
    ],
  },
  alsoSound: {
    'ANY where a method is left': {
      routes: { 'GET /pets': {}, 'POST /pets': {}, 'ANY /pets': {} },
    },
    '$default next to a greedy route that does not match the root': {
      routes: { 'ANY /{proxy+}': {}, $default: {} },
    },
    'greedy routes below a part of the path': {
      routes: { 'GET /pets/{id}': {}, 'GET /pets/{proxy+}': {}, 'ANY /pets/{proxy+}': {} },
    },
  },
})
