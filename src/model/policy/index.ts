// What resource policies say, and what is wrong in their texts.
export { conditionHolds } from './condition.ts'
export { literalGlob, matchesGlob } from './glob.ts'
export { conditionKeyOf, conditionKeys, operatorNames, relationOf } from './conditionKeys.ts'
export type { Span } from './jsonTree.ts'
export type { PlacedRemark, PolicyReading, StatementReading } from './readPolicy.ts'
export { readPolicy, statementPosition } from './readPolicy.ts'
export { actions as policyActions, statementMembers } from './statementProblems.ts'
