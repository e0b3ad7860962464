/** The response of an operation that declares none: OpenAPI requires one. It is read as no response. */
export const absentResponses = { default: { description: 'Default response' } }

/** The name of a model's `$schema` in a document: OpenAPI's schemas do not have one, and the names of extensions are free. */
export const schemaExtension = 'x-$schema'
