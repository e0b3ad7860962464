import { Suspense, lazy } from 'react'
import type { ComponentType } from 'react'
import type { Address } from '../../../model/index.ts'
import { accessNounAt } from '../../access/nouns.ts'
import type { AccessNounId } from '../../access/nouns.ts'

type Form = ComponentType<{ readonly id: string; readonly at: Address }>

/** The forms come when the first of them is asked for: most designs never ask. */
const forms: Readonly<Record<AccessNounId, Form>> = {
  apiKey: lazy(async () => ({ default: (await import('./ApiKeyForm.tsx')).ApiKeyForm })),
  usagePlan: lazy(async () => ({ default: (await import('./UsagePlanForm.tsx')).UsagePlanForm })),
  vpcLink: lazy(async () => ({ default: (await import('./VpcLinkForm.tsx')).VpcLinkForm })),
  domainName: lazy(async () => ({
    default: (await import('./DomainNameForm.tsx')).DomainNameForm,
  })),
  principal: lazy(async () => ({ default: (await import('./PrincipalForm.tsx')).PrincipalForm })),
  userPool: lazy(async () => ({ default: (await import('./UserPoolForm.tsx')).UserPoolForm })),
}

/** The form of a thing that says who may call. */
export function AccessPanel({ at }: { readonly at: Address }) {
  const noun = accessNounAt(at)
  const [, , id = ''] = at
  if (noun === undefined) return null
  const Form = forms[noun]
  return (
    <Suspense fallback={<p className="gw-help">Opening …</p>}>
      <Form id={id} at={at.slice(0, 3)} />
    </Suspense>
  )
}
