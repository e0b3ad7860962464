import { notFound, own, text } from '../account.ts'
import { page } from './lists.ts'
import type { JsonObject, Operation } from '../account.ts'

/** What a generator asks for: its name, and what stands there where nothing is given. */
interface Property {
  readonly name: string
  readonly friendlyName: string
  readonly description: string
  readonly isRequired: boolean
  readonly defaultValue?: string
}

interface SdkType {
  readonly friendlyName: string
  readonly description: string
  readonly properties: readonly Property[]
}

const asked = (name: string, friendlyName: string, description: string): Property => ({
  name,
  friendlyName,
  description,
  isRequired: true,
})
const classPrefix = asked('classPrefix', 'Prefix', 'Begins the name of every class')

/** Source: developer guide, generating an SDK; the descriptions are formed here. */
const sdkTypes: { readonly [id: string]: SdkType } = {
  android: {
    friendlyName: 'Android',
    description: 'A client for Android',
    properties: [
      asked('groupId', 'Group ID', 'The group of the Maven project'),
      asked('invokerPackage', 'Invoker package', 'The Java package of the client'),
      asked('artifactId', 'Artifact ID', 'The name of the compiled archive'),
      asked('artifactVersion', 'Artifact version', 'The version of the compiled archive'),
    ],
  },
  java: {
    friendlyName: 'Java SDK',
    description: 'A client for Java',
    properties: [
      asked('serviceName', 'Service name', 'The name of the client class, without hyphens'),
      asked('javaPackageName', 'Java package name', 'The package of the client, without hyphens'),
    ],
  },
  javascript: {
    friendlyName: 'JavaScript',
    description: 'A client for browsers',
    properties: [],
  },
  objectivec: {
    friendlyName: 'iOS (Objective-C)',
    description: 'A client for iOS in Objective-C',
    properties: [classPrefix],
  },
  ruby: {
    friendlyName: 'Ruby',
    description: 'A client for Ruby',
    properties: [
      asked('service.name', 'Service name', 'The module of the client, letters only'),
      {
        name: 'ruby.gem-name',
        friendlyName: 'Gem name',
        description: 'The name of the gem; else the service name with -sdk',
        isRequired: false,
      },
      {
        name: 'ruby.gem-version',
        friendlyName: 'Gem version',
        description: 'The version of the gem',
        isRequired: false,
        defaultValue: '1.0.0',
      },
    ],
  },
  swift: {
    friendlyName: 'iOS (Swift)',
    description: 'A client for iOS in Swift',
    properties: [classPrefix],
  },
}

function answerOf(id: string, { friendlyName, description, properties }: SdkType): JsonObject {
  const configurationProperties = properties.map(({ isRequired, ...property }) => ({
    ...property,
    required: isRequired,
  }))
  return {
    id,
    friendlyName,
    description,
    ...(configurationProperties.length > 0 && { configurationProperties }),
  }
}

/** The management calls that list what SDKs can be generated. */
export const sdkTypeOperations = {
  GetSdkTypes: {
    status: 200,
    run: (account, input) => ({
      account,
      body: page(
        Object.entries(sdkTypes).map(([id, type]) => answerOf(id, type)),
        input,
      ),
    }),
  },
  GetSdkType: {
    status: 200,
    run: (account, input) => {
      const id = text(input['id']) ?? ''
      const type = own(sdkTypes, id)
      if (!type) throw notFound('Invalid SDK type specified')
      return { account, body: answerOf(id, type) }
    },
  },
} satisfies { readonly [name: string]: Operation }
