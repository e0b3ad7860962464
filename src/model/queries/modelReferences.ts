const reference =
  /(https:\/\/apigateway\.amazonaws\.com\/restapis\/)([^/"]+)(\/models\/)([a-zA-Z0-9]+)(?=["#])/g

/** The names of the models that the text of a schema refers to. */
export function modelsReferredTo(schema: string): readonly string[] {
  return [...new Set([...schema.matchAll(reference)].map(([, , , , name = '']) => name))]
}

/** The text of a schema with its references leading to the models of another API, under the names that they have there. */
export function withModelReferences(
  schema: string,
  apiId: string,
  nameOf: (name: string) => string = (name) => name,
): string {
  return schema.replace(
    reference,
    (_whole, host: string, _apiId: string, models: string, name: string) =>
      `${host}${apiId}${models}${nameOf(name)}`,
  )
}
