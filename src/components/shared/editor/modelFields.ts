/** Fields beyond which a model or a body is not looked into. */
const mostFields = 200
const deepest = 6

/** JSONPath expressions of the fields that a model has: `$.name`, `$.items[0].id`. None of a schema that cannot be read. */
export function modelFieldsOf(schema: string): string[] {
  const fields: string[] = []
  const visit = (value: unknown, path: string, depth: number): void => {
    if (!isObject(value) || depth > deepest) return
    const { properties, items } = value
    if (isObject(properties)) {
      for (const [name, property] of Object.entries(properties)) {
        if (fields.length >= mostFields) return
        const at = path + step(name)
        fields.push(at)
        visit(property, at, depth + 1)
      }
    }
    if (isObject(items)) visit(items, `${path}[0]`, depth + 1)
  }
  visit(parsed(schema), '$', 0)
  return fields
}

/** The same of a body: what the sample holds. */
export function bodyFieldsOf(body: string): string[] {
  const fields: string[] = []
  const visit = (value: unknown, path: string, depth: number): void => {
    if (depth > deepest || fields.length >= mostFields) return
    if (Array.isArray(value)) {
      visit(value[0], `${path}[0]`, depth + 1)
      return
    }
    if (!isObject(value)) return
    for (const [name, member] of Object.entries(value)) {
      if (fields.length >= mostFields) return
      const at = path + step(name)
      fields.push(at)
      visit(member, at, depth + 1)
    }
  }
  visit(body.length > 200_000 ? undefined : parsed(body), '$', 0)
  return fields
}

function step(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `['${name.replaceAll("'", "\\'")}']`
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
