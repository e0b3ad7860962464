import type { RoutedApi } from './useRoutedApi.ts'

const schemes: { readonly [P in RoutedApi['protocol']]: string } = {
  HTTP: 'https',
  WEBSOCKET: 'wss',
}

/** The URL of a stage at the default endpoint. The stage `$default` has no part in the path. */
export function invokeUrl(
  { id, protocol }: Pick<RoutedApi, 'id' | 'protocol'>,
  stageName: string,
  region = 'us-east-1',
): string {
  const host = `${schemes[protocol]}://${id}.execute-api.${region}.amazonaws.com`
  return stageName === '$default' ? host : `${host}/${stageName}`
}
