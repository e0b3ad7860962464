import { useId, useState } from 'react'
import { parseRouteKey, routeMethods } from '../../model/index.ts'
import type { HttpApi } from '../../model/index.ts'
import { useStores, useView } from '../store/StoreContext.tsx'
import { pathOfRouteKey } from './map/http.ts'
import { addRouteNamed, renameRoute, routeAt } from './routeVerbs.ts'

const defaultKey = '$default'

/** The key of a new route, or of one that is there: a method and a path, or `$default`. */
export function RouteForm({
  api,
  path,
  routeId,
  close,
}: {
  readonly api: HttpApi
  /** What a new route begins with; absent: the path of the selected route. */
  readonly path?: string | undefined
  /** The route whose key is changed; absent: a route is added. */
  readonly routeId?: string
  readonly close: () => void
}) {
  const stores = useStores()
  const id = useId()
  const selection = useView((state) => state.selection)
  const [start] = useState(() => {
    const changed = routeId === undefined ? undefined : api.routes[routeId]?.routeKey
    if (changed !== undefined) return partsOf(changed)
    const selected = routeAt(api, selection)
    const wanted = path ?? (selected ? pathOfRouteKey(selected.routeKey) : '/')
    const first = wanted === defaultKey ? '/' : wanted
    return { method: freeMethod(api, first), path: first }
  })
  const [method, setMethod] = useState(start.method)
  const [typed, setTyped] = useState(start.path)
  const [refusal, setRefusal] = useState<string>()
  const isDefault = method === defaultKey
  const label = routeId === undefined ? 'Add route' : 'Change route'
  const submit = () => {
    const text = typed.trim()
    const routeKey = isDefault ? defaultKey : `${method} ${text.startsWith('/') ? '' : '/'}${text}`
    const reason =
      routeId === undefined
        ? addRouteNamed(stores, api, routeKey)
        : renameRoute(stores, api, routeId, routeKey)
    setRefusal(reason)
    if (reason === undefined) close()
  }
  return (
    <form
      className="canvas-text-form"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <label htmlFor={`${id}-path`}>Route</label>
      <span className="canvas-text-form-row">
        <select
          aria-label="Method"
          className="canvas-select"
          value={method}
          onChange={(event) => {
            setMethod(event.currentTarget.value)
            setRefusal(undefined)
          }}
        >
          {[...routeMethods, defaultKey].map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
        <input
          id={`${id}-path`}
          autoFocus
          placeholder="/orders/{orderId}"
          value={isDefault ? '' : typed}
          // not disabled: a field that loses the focus would close the form
          readOnly={isDefault}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={refusal !== undefined}
          aria-describedby={`${id}-hint`}
          onFocus={(event) => {
            const { length } = event.currentTarget.value
            event.currentTarget.setSelectionRange(length, length)
          }}
          onChange={(event) => {
            const text = event.currentTarget.value
            // a whole key, pasted: `POST /orders`
            const key = parseRouteKey(text.trim())
            if ('kind' in key) {
              const parts = partsOf(text.trim())
              setMethod(parts.method)
              setTyped(parts.path)
            } else setTyped(text)
            setRefusal(undefined)
          }}
        />
        <button type="submit" className="canvas-submit">
          {label}
        </button>
      </span>
      <span id={`${id}-hint`} className="canvas-text-form-hint">
        {refusal === undefined ? (
          isDefault ? (
            '$default gets every request that no other route matches.'
          ) : (
            '{name} matches one part of the path, {name+} at the end matches the rest.'
          )
        ) : (
          <span role="alert" className="canvas-refusal">
            {refusal}
          </span>
        )}
      </span>
    </form>
  )
}

function partsOf(routeKey: string): { readonly method: string; readonly path: string } {
  const key = parseRouteKey(routeKey)
  return 'kind' in key && key.kind === 'path'
    ? { method: key.method, path: key.path }
    : { method: defaultKey, path: '/' }
}

/** The method that a new route of a path most likely gets: the first that no route has. */
function freeMethod(api: HttpApi, path: string): string {
  const taken = new Set(Object.values(api.routes).map(({ routeKey }) => routeKey))
  const usual = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'ANY']
  return usual.find((method) => !taken.has(`${method} ${path}`)) ?? 'GET'
}
