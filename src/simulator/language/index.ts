// What an editor knows of a template without running it.
export { allDeclarations, declarationsOf } from './declarations.ts'
export type { Declaration, ValueKind } from './declarations.ts'
export { diagnoseTemplate } from './diagnose.ts'
export type { TemplateFacts, TemplateRemark } from './diagnose.ts'
export { starters } from './starters.ts'
export type { Starter } from './starters.ts'
