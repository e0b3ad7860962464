import type { ComponentType } from 'react'
import type { IntegrationType } from '../../../model/index.ts'
import { AwsForm, AwsProxyForm, HttpForm, MockForm } from './forms.tsx'
import type { IntegrationFormProps } from './forms.tsx'

/** The form of each integration type. */
export const integrationForms = {
  MOCK: MockForm,
  HTTP: HttpForm,
  HTTP_PROXY: HttpForm,
  AWS: AwsForm,
  AWS_PROXY: AwsProxyForm,
} satisfies { [T in IntegrationType]: ComponentType<IntegrationFormProps> }
