import {
  putClientCertificate,
  removeClientCertificate,
} from '../../operations/clientCertificates.ts'
import type { ClientCertificate } from '../../schema/access.ts'
import { dateOf, notFound, own, someText, text, textMap, withDesign } from '../account.ts'
import { done } from './done.ts'
import { page } from './lists.ts'
import type { Account, JsonObject, Operation } from '../account.ts'
import { clientCertificateAnswer } from './accessAnswers.ts'
import { checkListedPath, patchesOf } from './patch.ts'

/** Days that a certificate is good for. Source: developer guide, client certificates. */
const validDays = 365

function certificateOf(account: Account, input: JsonObject): ClientCertificate {
  const id = text(input['clientCertificateId']) ?? ''
  const certificate = own(account.design.access.clientCertificates, id)
  if (!certificate) throw notFound('Invalid Client Certificate identifier specified')
  return certificate
}

function withCertificate(account: Account, certificate: ClientCertificate): Account {
  return withDesign(account, done(putClientCertificate(account.design, { certificate })))
}

/**
 * The management calls on the certificates that stages show to backends. The certificate itself is made by the environment;
 * where it makes none, answers have no `pemEncodedCertificate`.
 */
export const clientCertificateOperations = {
  GenerateClientCertificate: {
    status: 201,
    run: (account, input, environment) => {
      const description = someText(input['description'])
      const { now } = environment
      const expires = () => now() + validDays * 24 * 60 * 60 * 1000
      const dated = {
        clientCertificateId: environment.nextId(),
        createdDate: dateOf(environment),
        expirationDate: dateOf({ ...environment, now: expires }),
      }
      const pemEncodedCertificate = environment.newCertificate?.(dated)
      const certificate: ClientCertificate = {
        ...dated,
        ...(description !== undefined && { description }),
        ...(pemEncodedCertificate !== undefined && { pemEncodedCertificate }),
        tags: textMap(input['tags']),
      }
      const next = withCertificate(account, certificate)
      return { account: next, body: clientCertificateAnswer(certificate) }
    },
  },
  GetClientCertificate: {
    status: 200,
    run: (account, input) => ({
      account,
      body: clientCertificateAnswer(certificateOf(account, input)),
    }),
  },
  GetClientCertificates: {
    status: 200,
    run: (account, input) => {
      const { clientCertificates } = account.design.access
      return {
        account,
        body: page(Object.values(clientCertificates).map(clientCertificateAnswer), input),
      }
    },
  },
  UpdateClientCertificate: {
    status: 200,
    run: (account, input) => {
      const certificate = patchesOf(input).reduce(
        (before, patch) => {
          checkListedPath(patch, { replace: ['/description'] })
          const { description: _before, ...others } = before
          const description = someText(patch.value)
          return description === undefined ? others : { ...others, description }
        },
        certificateOf(account, input),
      )
      const next = withCertificate(account, certificate)
      return { account: next, body: clientCertificateAnswer(certificate) }
    },
  },
  DeleteClientCertificate: {
    status: 202,
    run: (account, input) => {
      const id = certificateOf(account, input).clientCertificateId
      const design = done(removeClientCertificate(account.design, { id }))
      return { account: withDesign(account, design), body: {} }
    },
  },
} satisfies { readonly [name: string]: Operation }
