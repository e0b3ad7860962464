/** What becomes of a request body: a template renders it, it goes on as it is, or the request is refused with 415. */
export type TemplateChoice =
  | { readonly kind: 'template'; readonly contentType: string; readonly template: string }
  | { readonly kind: 'passthrough' }
  | { readonly kind: 'refused' }

/** Choose the request template by the request's media type. Source: developer guide, integration passthrough behaviors. */
export function chooseRequestTemplate(
  templates: Readonly<Record<string, string>>,
  passthroughBehavior: 'WHEN_NO_MATCH' | 'WHEN_NO_TEMPLATES' | 'NEVER',
  mediaType: string,
): TemplateChoice {
  const key = Object.keys(templates).find(
    (name) => name.split(';')[0]?.trim().toLowerCase() === mediaType,
  )
  const chosen = key ?? (Object.hasOwn(templates, '$default') ? '$default' : undefined)
  const template = chosen === undefined ? undefined : templates[chosen]
  if (chosen !== undefined && template !== undefined)
    return { kind: 'template', contentType: chosen, template }
  if (passthroughBehavior === 'WHEN_NO_MATCH') return { kind: 'passthrough' }
  if (passthroughBehavior === 'WHEN_NO_TEMPLATES' && Object.keys(templates).length === 0)
    return { kind: 'passthrough' }
  return { kind: 'refused' }
}

/** Choose the response template: by the first media type of Accept, else JSON, else the first there is. */
export function chooseResponseTemplate(
  templates: Readonly<Record<string, string>>,
  accept: string | undefined,
): { readonly contentType: string; readonly template: string } | undefined {
  const names = Object.keys(templates)
  const wanted = accept ?? 'application/json'
  const name =
    names.find((candidate) => candidate.toLowerCase() === wanted) ??
    names.find((candidate) => candidate.toLowerCase() === 'application/json') ??
    names[0]
  const template = name === undefined ? undefined : templates[name]
  return name === undefined || template === undefined ? undefined : { contentType: name, template }
}
