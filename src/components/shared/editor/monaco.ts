import * as monaco from 'monaco-editor/editor'
import EditorWorker from 'monaco-editor/editor/editor.worker.js?worker'
import 'monaco-editor/features/bracketMatching/register'
import 'monaco-editor/features/codeAction/register'
import 'monaco-editor/features/comment/register'
import 'monaco-editor/features/find/register'
import 'monaco-editor/features/documentSymbols/register'
import 'monaco-editor/features/folding/register'
import 'monaco-editor/editor/contrib/gotoSymbol/browser/goToCommands.js'
import 'monaco-editor/features/format/register'
import 'monaco-editor/features/hover/register'
import 'monaco-editor/features/quickOutline/register'
import 'monaco-editor/features/semanticTokens/register'
import 'monaco-editor/features/snippet/register'
import 'monaco-editor/features/toggleTabFocusMode/register'
// the feature of that name has completions inside a line only
import 'monaco-editor/editor/contrib/suggest/browser/suggestController.js'
import { defineThemes, vtlColours, vtlTokens } from './vtlColours.ts'
import { vtlCompletions } from './vtlCompletions.ts'
import {
  vtlConfiguration,
  vtlDefinition,
  vtlFixes,
  vtlFolding,
  vtlFormatting,
  vtlHover,
  vtlSymbols,
} from './vtlLanguage.ts'

/** The id of the mapping template language in the editor. */
export const vtl = 'vtl'

let isReady = false

/** The editor's library with the template language in it; registered at the first call. */
export function readyMonaco(): typeof monaco {
  if (isReady) return monaco
  isReady = true
  globalThis.MonacoEnvironment = { getWorker: () => new EditorWorker() }
  monaco.languages.register({ id: vtl })
  monaco.languages.setMonarchTokensProvider(vtl, vtlTokens)
  monaco.languages.setLanguageConfiguration(vtl, vtlConfiguration)
  monaco.languages.registerCompletionItemProvider(vtl, vtlCompletions(monaco))
  monaco.languages.registerHoverProvider(vtl, vtlHover)
  monaco.languages.registerDefinitionProvider(vtl, vtlDefinition)
  monaco.languages.registerDocumentSymbolProvider(vtl, vtlSymbols(monaco))
  monaco.languages.registerFoldingRangeProvider(vtl, vtlFolding)
  monaco.languages.registerCodeActionProvider(vtl, vtlFixes)
  monaco.languages.registerDocumentFormattingEditProvider(vtl, vtlFormatting)
  monaco.languages.registerDocumentSemanticTokensProvider(vtl, vtlColours)
  defineThemes(monaco)
  return monaco
}
