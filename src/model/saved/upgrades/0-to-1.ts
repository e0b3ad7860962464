/** Version 0 listed its APIs and backends; version 1 keeps them under their ids and keys, and layout apart from meaning. */
export function upgrade0to1(
  saved: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const { positions, ...rest } = saved
  return {
    ...rest,
    version: 1,
    apis: keyed(saved['apis'], 'id'),
    backends: keyed(saved['backends'], 'key'),
    layout: { offsets: positions ?? {} },
  }
}

function keyed(list: unknown, property: string): unknown {
  if (!Array.isArray(list)) return list ?? {}
  return Object.fromEntries(
    list.map((item: unknown) => [
      String((item as Readonly<Record<string, unknown>> | null)?.[property]), // whatever it is, the schema judges it next
      item,
    ]),
  )
}
