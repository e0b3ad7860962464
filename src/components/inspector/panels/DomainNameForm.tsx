import Button from '@cloudscape-design/components/button'
import { putDomainName, removeDomainName } from '../../../model/index.ts'
import type { Address, Api, BasePathMapping, Design, DomainName } from '../../../model/index.ts'
import { useDesign, useStores } from '../../store/StoreContext.tsx'
import { SelectField, TextField, choices, optional } from '../fields/fields.tsx'
import { presentMembers } from '../fields/lists.ts'
import { ListHeading, RemoveItem } from '../fields/RemoveItem.tsx'
import { TagsField } from '../fields/TagsField.tsx'
import { Remove } from './Remove.tsx'

const protocolLabels: { readonly [P in Api['protocol']]: string } = {
  REST: 'REST',
  HTTP: 'HTTP',
  WEBSOCKET: 'WebSocket',
}

/** A custom domain name, and which API answers below which part of its paths. */
export function DomainNameForm({ id, at }: { readonly id: string; readonly at: Address }) {
  const { designStore, viewStore } = useStores()
  const domain = useDesign(({ access }) => access.domainNames[id])
  const apis = useDesign((design) => design.apis)
  if (!domain) return <p>This custom domain name is no longer there.</p>
  const put =
    (change: { readonly [K in keyof DomainName]?: DomainName[K] | undefined }) =>
    (design: Design) =>
      putDomainName(design, { domain: presentMembers<DomainName>({ ...domain, ...change }) })
  const allApis = Object.values(apis)
  const { basePathMappings: mappings } = domain
  // HTTP and WebSocket APIs require a regional domain name; one without a stated type becomes regional
  const endpointFor = ({ protocol }: Api) =>
    protocol !== 'REST' && domain.endpointConfiguration?.types === undefined
      ? { endpointConfiguration: { ...domain.endpointConfiguration, types: ['REGIONAL'] } }
      : {}
  const isFull = (basePath: string) => mappings.some((mapping) => mapping.basePath === basePath)
  const add = () => {
    const [api] = allApis
    if (!api) return
    let basePath = ''
    for (let count = 1; isFull(basePath); count++) basePath = `v${count}`
    const [stage] = Object.keys(api.stages)
    const mapping = { basePath, apiId: api.id, ...(stage !== undefined && { stage }) }
    designStore
      .getState()
      .edit(
        'Add an API mapping',
        put({ basePathMappings: [...mappings, mapping], ...endpointFor(api) }),
      )
  }
  return (
    <>
      <TextField
        at={[...at, 'domainName']}
        label="Domain name"
        commits="leaving"
        value={id}
        edit={(domainName) => (design) => {
          const renamed = putDomainName(design, { domain: { ...domain, domainName } })
          const moved =
            renamed.ok && domainName !== id
              ? removeDomainName(renamed.value, { domainName: id })
              : renamed
          if (moved.ok)
            queueMicrotask(() => viewStore.getState().select(['access', 'domainNames', domainName]))
          return moved
        }}
      />
      <div className="gw-fields" data-list="">
        <ListHeading text="API mappings" />
        {mappings.length === 0 && (
          <p className="gw-help">
            No API mappings yet. Requests to this domain name reach no API until one is added.
          </p>
        )}
        {mappings.map((mapping, i) => {
          const mappingAt = [...at, 'basePathMappings', String(i)]
          const change = (
            next: Partial<BasePathMapping> & { readonly stage?: string | undefined },
            target?: Api,
          ) =>
            put({
              ...(target && endpointFor(target)),
              basePathMappings: mappings.map((each, index) =>
                index === i ? presentMembers<BasePathMapping>({ ...each, ...next }) : each,
              ),
            })
          const api = allApis.find((one) => one.id === mapping.apiId)
          const isRest = api?.protocol === 'REST'
          const stages = Object.keys(api?.stages ?? {})
          const words = mapping.basePath === '' ? 'the domain itself' : `/${mapping.basePath}`
          return (
            <section key={i} className="gw-response" aria-label={`Mapping of ${words}`}>
              <h4>{words}</h4>
              <TextField
                at={[...mappingAt, 'basePath']}
                label="Path"
                commits="leaving"
                help="The base path or API mapping key. Leave empty for every path without its own mapping."
                value={mapping.basePath}
                edit={(basePath) => change({ basePath })}
              />
              <SelectField
                at={[...mappingAt, 'apiId']}
                label="API"
                value={mapping.apiId}
                options={allApis.map((one) => ({
                  value: one.id,
                  label: `${one.name} (${protocolLabels[one.protocol]})`,
                }))}
                edit={(apiId) => {
                  const next = allApis.find((one) => one.id === apiId)
                  // only REST APIs let the path name the stage
                  const [stage] = next && next.protocol !== 'REST' ? Object.keys(next.stages) : []
                  return change({ apiId, stage }, next)
                }}
              />
              <SelectField
                at={[...mappingAt, 'stage']}
                label="Stage"
                value={mapping.stage ?? ''}
                options={[
                  ...(isRest || mapping.stage === undefined
                    ? [
                        {
                          value: '',
                          label: isRest ? 'The first part of the path names it' : 'Choose a stage',
                        },
                      ]
                    : []),
                  ...choices(stages),
                ]}
                edit={(stage) => change({ stage: optional(stage) })}
              />
              <RemoveItem
                label={`Remove the mapping of ${words}`}
                done={`Removed the mapping of ${words}.`}
                operation={put({
                  basePathMappings: mappings.filter((_each, index) => index !== i),
                })}
              />
            </section>
          )
        })}
        <div>
          <Button disabled={allApis.length === 0} onClick={add}>
            Add an API mapping
          </Button>
        </div>
      </div>
      <SelectField
        at={[...at, 'endpointConfiguration']}
        label="Endpoint type"
        help="HTTP and WebSocket APIs require a regional domain name."
        value={domain.endpointConfiguration?.types?.[0] ?? 'EDGE'}
        options={choices(['REGIONAL', 'EDGE'])}
        edit={(type) =>
          put({ endpointConfiguration: { ...domain.endpointConfiguration, types: [type] } })
        }
      />
      <TextField
        at={[...at, 'regionalCertificateArn']}
        label="ACM certificate ARN"
        help="Of the Region for a regional name; of us-east-1 for an edge-optimized one."
        value={domain.regionalCertificateArn ?? domain.certificateArn ?? ''}
        edit={(arn) =>
          put(
            domain.endpointConfiguration?.types?.[0] === 'REGIONAL'
              ? { regionalCertificateArn: optional(arn), certificateArn: undefined }
              : { certificateArn: optional(arn), regionalCertificateArn: undefined },
          )
        }
      />
      <TextField
        at={[...at, 'securityPolicy']}
        label="Security policy"
        help="The oldest TLS that callers may use, by its name: TLS_1_2. Empty: the service's default."
        value={domain.securityPolicy ?? ''}
        edit={(securityPolicy) => put({ securityPolicy: optional(securityPolicy) })}
      />
      <TextField
        at={[...at, 'mutualTlsAuthentication']}
        label="Truststore URI"
        help="s3://bucket/certificates.pem: callers then have to show a certificate from it (mutual TLS)."
        value={domain.mutualTlsAuthentication?.truststoreUri ?? ''}
        edit={(truststoreUri) =>
          put({
            mutualTlsAuthentication:
              truststoreUri === ''
                ? undefined
                : { ...domain.mutualTlsAuthentication, truststoreUri },
          })
        }
      />
      {domain.mutualTlsAuthentication && (
        <TextField
          at={[...at, 'mutualTlsAuthentication', 'truststoreVersion']}
          label="Truststore version"
          help="The version of the object in the bucket; empty: the newest."
          value={domain.mutualTlsAuthentication.truststoreVersion ?? ''}
          edit={(version) =>
            put({
              mutualTlsAuthentication: {
                truststoreUri: domain.mutualTlsAuthentication?.truststoreUri ?? '',
                ...(version !== '' && { truststoreVersion: version }),
              },
            })
          }
        />
      )}
      <TagsField at={at} tags={domain.tags} edit={(tags) => put({ tags })} />
      <Remove
        label="Delete the custom domain name"
        done={`Deleted the custom domain name ${id}.`}
        operation={(design) => removeDomainName(design, { domainName: id })}
      />
    </>
  )
}
