import { Suspense, lazy } from 'react'
import type { ComponentType } from 'react'
import { idsOf, isAtPlace } from '../../../model/index.ts'
import type { Address } from '../../../model/index.ts'

/** The form of something that exists once for the whole design, loaded when the first one opens: most designs have none. */
function lazyForm(
  noun: 'apiKey' | 'usagePlan' | 'vpcLink' | 'domainName' | 'principal' | 'userPool',
  load: () => Promise<ComponentType<{ readonly id: string; readonly at: Address }>>,
) {
  const Form = lazy(async () => ({ default: await load() }))
  return function AccessPanel({ at }: { readonly at: Address }) {
    const [id = ''] = isAtPlace(noun, at) ? idsOf(noun, at) : []
    return (
      <Suspense fallback={<p className="gw-help">Opening …</p>}>
        <Form id={id} at={at} />
      </Suspense>
    )
  }
}

export const ApiKeyPanel = lazyForm(
  'apiKey',
  async () => (await import('./ApiKeyForm.tsx')).ApiKeyForm,
)
export const UsagePlanPanel = lazyForm(
  'usagePlan',
  async () => (await import('./UsagePlanForm.tsx')).UsagePlanForm,
)
export const VpcLinkPanel = lazyForm(
  'vpcLink',
  async () => (await import('./VpcLinkForm.tsx')).VpcLinkForm,
)
export const DomainNamePanel = lazyForm(
  'domainName',
  async () => (await import('./DomainNameForm.tsx')).DomainNameForm,
)
export const PrincipalPanel = lazyForm(
  'principal',
  async () => (await import('./PrincipalForm.tsx')).PrincipalForm,
)
export const UserPoolPanel = lazyForm(
  'userPool',
  async () => (await import('./UserPoolForm.tsx')).UserPoolForm,
)
