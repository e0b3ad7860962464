import type { RestApi } from '../schema/restApi.ts'

/** The models of an API for one of another id: references between their schemas contain the id of the API. */
export function modelsForApi(
  { id, models }: Pick<RestApi, 'id' | 'models'>,
  apiId: string,
): RestApi['models'] {
  return Object.fromEntries(
    Object.entries(models).map(([name, model]) => [
      name,
      {
        ...model,
        schema: model.schema.replaceAll(`/restapis/${id}/models/`, `/restapis/${apiId}/models/`),
      },
    ]),
  )
}
