import { preflightHeaders } from '../../../../simulator/index.ts'
import type { Address, Design, HttpApi, Result } from '../../../../model/index.ts'
import { MultiselectField, NumberField, TextField, ToggleField } from '../../fields/fields.tsx'
import { listed, presentMembers } from '../../fields/lists.ts'

type Cors = NonNullable<HttpApi['corsConfiguration']>

/** What CORS starts with: pages of any origin, any method, JSON and tokens, no cookies. */
const starterCors: Cors = {
  allowOrigins: ['*'],
  allowMethods: ['*'],
  allowHeaders: ['content-type', 'authorization'],
}

const methods = ['*', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']

/** The CORS settings of an HTTP API, and the response to a preflight request that they make. */
export function CorsFields({
  at,
  cors,
  set,
}: {
  readonly at: Address
  readonly cors: Cors | undefined
  readonly set: (cors: Cors | undefined) => (design: Design) => Result<Design>
}) {
  const place = [...at, 'corsConfiguration']
  const change = (next: { readonly [K in keyof Cors]?: Cors[K] | undefined }) =>
    set(presentMembers<Cors>({ ...cors, ...next }))
  const names = (text: string) => (text.trim() === '' ? undefined : listed(text))
  return (
    <div className="gw-fields">
      <h3>CORS</h3>
      <ToggleField
        at={place}
        label="Configure CORS"
        help="On: API Gateway answers preflight requests itself and drops the CORS headers of backends. Off: both are left to backends."
        value={cors !== undefined}
        edit={(isOn) => set(isOn ? starterCors : undefined)}
      />
      {cors && (
        <>
          <TextField
            at={[...place, 'allowOrigins']}
            label="Access-Control-Allow-Origin"
            commits="leaving"
            help="Separated by commas. * allows every origin, https://* every origin with HTTPS."
            placeholder="https://www.example.com"
            value={(cors.allowOrigins ?? []).join(', ')}
            edit={(text) => change({ allowOrigins: names(text) })}
          />
          <MultiselectField
            at={[...place, 'allowMethods']}
            label="Access-Control-Allow-Methods"
            options={methods}
            value={cors.allowMethods ?? []}
            edit={(chosen) =>
              change({ allowMethods: chosen.length === 0 ? undefined : [...chosen] })
            }
          />
          <TextField
            at={[...place, 'allowHeaders']}
            label="Access-Control-Allow-Headers"
            commits="leaving"
            help="Request headers, separated by commas, or *."
            placeholder="content-type, authorization"
            value={(cors.allowHeaders ?? []).join(', ')}
            edit={(text) => change({ allowHeaders: names(text) })}
          />
          <TextField
            at={[...place, 'exposeHeaders']}
            label="Access-Control-Expose-Headers"
            commits="leaving"
            help="Response headers that pages may read, separated by commas, or *."
            value={(cors.exposeHeaders ?? []).join(', ')}
            edit={(text) => change({ exposeHeaders: names(text) })}
          />
          <NumberField
            at={[...place, 'maxAge']}
            label="Access-Control-Max-Age"
            help="Seconds that browsers may cache the response to a preflight request: -1 to 86,400."
            value={cors.maxAge}
            edit={(maxAge) => change({ maxAge })}
          />
          <ToggleField
            at={[...place, 'allowCredentials']}
            label="Access-Control-Allow-Credentials"
            help="Requests may carry cookies. Not allowed together with the origin *."
            value={cors.allowCredentials ?? false}
            edit={(isOn) => change({ allowCredentials: isOn ? true : undefined })}
          />
          <PreflightPreview cors={cors} />
        </>
      )}
    </div>
  )
}

function PreflightPreview({ cors }: { readonly cors: Cors }) {
  const [allowed] = cors.allowOrigins ?? []
  if (allowed === undefined) {
    return (
      <p className="gw-help">
        No origin is allowed: a preflight request gets 204 without CORS headers, and browsers block
        the request.
      </p>
    )
  }
  const origin =
    allowed === '*' ? 'https://www.example.com' : allowed.replace('*', 'www.example.com')
  const headers = preflightHeaders(cors, [['origin', origin]])
  return (
    <div className="gw-map-field">
      <p className="gw-help">A preflight request from {origin} gets 204 with these headers:</p>
      <pre className="gw-preflight" aria-label="Response to a preflight request">
        {headers.map(([name, value]) => `${name}: ${value}`).join('\n')}
      </pre>
    </div>
  )
}
