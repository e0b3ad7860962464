// How the two kinds of API write the same mapping expression.

/** `method.request.header.id` as an HTTP API writes it: `$request.header.id`. `undefined`: it has no counterpart. */
export function routeExpression(expression: string): string | undefined {
  const constant = /^'([^']*)'$/.exec(expression)
  if (constant) {
    const text = constant[1] ?? ''
    return text.includes('$') ? undefined : text
  }
  const parameter =
    /^method\.request\.(?:(header|querystring|path)|multivalue(header|querystring))\.(\S+)$/.exec(
      expression,
    )
  if (parameter) return `$request.${parameter[1] ?? parameter[2] ?? ''}.${parameter[3] ?? ''}`
  const body = /^method\.request\.body(.*)$/.exec(expression)
  if (body) return /\.\.|\?\(/.test(body[1] ?? '') ? undefined : `$request.body${body[1] ?? ''}`
  return /^(?:context|stageVariables)\.\S+$/.test(expression) ? `$${expression}` : undefined
}

/** `$request.header.id` as a REST API writes it: `method.request.header.id`. `undefined`: it has no counterpart. */
export function methodExpression(value: string): string | undefined {
  const source = /^\$(?:\{([^{}]+)\}|([A-Za-z][^{}]*))$/.exec(value)
  if (!source) return value.includes('$') || value.includes("'") ? undefined : `'${value}'`
  const text = source[1] ?? source[2] ?? ''
  const parameter = /^request\.(header|querystring|path)\.(\S+)$/.exec(text)
  if (parameter) return `method.request.${parameter[1] ?? ''}.${parameter[2] ?? ''}`
  if (/^request\.body(?:[.[]|$)/.test(text)) return `method.${text}`
  return /^(?:context|stageVariables)\.\S+$/.test(text) ? text : undefined
}
