import { AwsError } from '#infra/local/http/aws-error.ts'
import type { Resource, Stack } from '#infra/local/template/resolve-template.ts'

export interface Provider {
  /** `cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCd12345` */
  readonly ProviderName: string
  readonly ClientId: string
  readonly ServerSideTokenCheck: boolean
}

export interface Rule {
  readonly Claim: string
  readonly MatchType: 'Equals' | 'Contains' | 'StartsWith' | 'NotEqual'
  readonly Value: string
  readonly RoleARN: string
}

export interface RoleMapping {
  readonly Type: 'Token' | 'Rules'
  readonly AmbiguousRoleResolution?: 'AuthenticatedRole' | 'Deny'
  readonly RulesConfiguration?: { readonly Rules: readonly Rule[] }
}

export interface IdentityPool {
  readonly id: string
  readonly arn: string
  readonly name: string
  readonly guests: boolean
  /** GetOpenIdToken is refused only where the template says no to it, as on AWS. */
  readonly classicFlow: boolean | undefined
  readonly providers: readonly Provider[]
  readonly roles: Readonly<Record<string, string>>
  /** By `provider:client`. */
  readonly roleMappings: Readonly<Record<string, RoleMapping>>
  readonly tags: Readonly<Record<string, string>>
}

interface Attachment {
  readonly IdentityPoolId: string
  readonly Roles?: Readonly<Record<string, string>>
  readonly RoleMappings?: Readonly<Record<string, RoleMapping & { IdentityProvider?: string }>>
}

interface Properties {
  readonly IdentityPoolName?: string
  readonly AllowUnauthenticatedIdentities?: unknown
  readonly AllowClassicFlow?: unknown
  readonly CognitoIdentityProviders?: readonly (Omit<Provider, 'ServerSideTokenCheck'> & {
    readonly ServerSideTokenCheck?: unknown
  })[]
  readonly IdentityPoolTags?: readonly { readonly Key: string; readonly Value: string }[]
}

/** CloudFormation takes `"true"` as well. */
const isTrue = (value: unknown) => String(value) === 'true'

const mappingsOf = ({ RoleMappings = {} }: Attachment) =>
  Object.fromEntries(
    Object.entries(RoleMappings).map(([key, { IdentityProvider, ...mapping }]) => [
      IdentityProvider ?? key,
      mapping,
    ]),
  )

function readPool(resource: Resource, attachments: readonly Attachment[]): IdentityPool {
  const { physicalId, logicalId, arn = '' } = resource
  const properties = resource.properties as Properties
  const attachment = attachments.find(({ IdentityPoolId }) => IdentityPoolId === physicalId)
  return {
    id: physicalId,
    arn,
    name: properties.IdentityPoolName ?? logicalId,
    guests: isTrue(properties.AllowUnauthenticatedIdentities),
    classicFlow:
      properties.AllowClassicFlow === undefined ? undefined : isTrue(properties.AllowClassicFlow),
    providers: (properties.CognitoIdentityProviders ?? []).map(
      ({ ProviderName, ClientId, ServerSideTokenCheck }) => ({
        ProviderName,
        ClientId,
        ServerSideTokenCheck: isTrue(ServerSideTokenCheck),
      }),
    ),
    roles: attachment?.Roles ?? {},
    roleMappings: attachment ? mappingsOf(attachment) : {},
    tags: Object.fromEntries(
      (properties.IdentityPoolTags ?? []).map(({ Key, Value }) => [Key, Value]),
    ),
  }
}

export function readPools({ resources }: Stack) {
  const all = [...resources.values()]
  const attachments = all
    .filter(({ type }) => type === 'AWS::Cognito::IdentityPoolRoleAttachment')
    .map(({ properties }) => properties as unknown as Attachment)
  return all
    .filter(({ type }) => type === 'AWS::Cognito::IdentityPool')
    .map((resource) => readPool(resource, attachments))
}

export function findPool(stack: Stack, id: string): IdentityPool {
  const found = readPools(stack).find((pool) => pool.id === id)
  if (!found) throw new AwsError('ResourceNotFoundException', `IdentityPool '${id}' not found.`)
  return found
}
