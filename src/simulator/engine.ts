import type { HttpApiDefinition, RestApiDefinition, Route } from '../model/index.ts'
import { readLinearPattern } from './linearPattern.ts'
import type { LinearPattern } from './linearPattern.ts'
import { TemplateCache } from './vtl/index.ts'
import { createRouter } from './routing/resourceRoutes.ts'
import type { Router } from './routing/resourceRoutes.ts'
import { createRouteTable } from './routing/routeKeys.ts'
import type { RouteTable } from './routing/routeKeys.ts'
import type { BodySchema } from './bodySchema/bodySchema.ts'
import { createModelSchema } from './bodySchema/modelSchema.ts'

/** A selection pattern, ready to be matched, or why it cannot be. One that would run away in Java cannot run away here. */
export type CompiledPattern = Pick<LinearPattern, 'matches'> | { readonly refusal: string }

/** What is prepared once for an API and used by every run of it. */
export interface Engine {
  readonly templates: TemplateCache
  readonly router: (api: RestApiDefinition) => Router
  readonly routeTable: (api: HttpApiDefinition) => RouteTable<Route>
  /** The schema of a model; `undefined` where the model is missing or is not JSON. */
  readonly modelSchema: (api: RestApiDefinition, modelName: string) => BodySchema | undefined
  readonly pattern: (text: string) => CompiledPattern
}

/** Characters that a selection pattern may have. */
const patternCharacters = 2000

/** Patterns that are kept. */
const keptPatterns = 500

/** Make an engine. It keeps what it prepared as long as the API objects live, so one engine serves many runs. */
export function createEngine(): Engine {
  const routers = new WeakMap<RestApiDefinition, Router>()
  const routeTables = new WeakMap<HttpApiDefinition, RouteTable<Route>>()
  const schemas = new WeakMap<RestApiDefinition, Map<string, BodySchema | undefined>>()
  const patterns = new Map<string, CompiledPattern>()
  return {
    templates: new TemplateCache(),
    router: (api) => {
      const known = routers.get(api) ?? createRouter(api)
      routers.set(api, known)
      return known
    },
    routeTable: (api) => {
      const known = routeTables.get(api) ?? createRouteTable(Object.values(api.routes))
      routeTables.set(api, known)
      return known
    },
    modelSchema: (api, modelName) => {
      const known = schemas.get(api) ?? new Map<string, BodySchema | undefined>()
      schemas.set(api, known)
      if (!known.has(modelName)) known.set(modelName, createModelSchema(api, modelName))
      return known.get(modelName)
    },
    pattern: (text) => {
      const known = patterns.get(text) ?? compilePattern(text)
      if (patterns.size >= keptPatterns) patterns.clear()
      patterns.set(text, known)
      return known
    },
  }
}

function compilePattern(text: string): CompiledPattern {
  return text.length > patternCharacters
    ? { refusal: `it has more than ${patternCharacters} characters` }
    : readLinearPattern(text)
}
