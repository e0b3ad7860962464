import Box from '@cloudscape-design/components/box'
import type { HeaderList } from '../../simulator/index.ts'

/** Names and values of headers. */
export function HeaderTable({
  headers,
  caption,
}: {
  readonly headers: HeaderList
  readonly caption: string
}) {
  if (headers.length === 0) return <Box color="text-body-secondary">No headers.</Box>
  return (
    <table className="gw-header-table" aria-label={caption}>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Value</th>
        </tr>
      </thead>
      <tbody>
        {headers.map(([name, value], i) => (
          <tr key={i}>
            <th scope="row">{name}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
