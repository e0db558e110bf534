import { createHash } from 'node:crypto'
import { uuidOf } from '../random.ts'

export interface Place {
  readonly region: string
  readonly accountId: string
  readonly partition: string
  readonly stackName: string
  readonly stackId: string
}

const lowerAlphanumeric = '0123456789abcdefghijklmnopqrstuvwxyz'
const alphanumeric = `${lowerAlphanumeric}ABCDEFGHIJKLMNOPQRSTUVWXYZ`

/** The same letters for the same words, so that ids and with them tokens outlive a restart. */
function letters(alphabet: string, length: number, ...words: string[]): string {
  const digest = createHash('sha512').update(words.join('/')).digest()
  return Array.from(digest.subarray(0, length), (byte) => alphabet[byte % alphabet.length]).join('')
}

const uuid = (...words: string[]): string =>
  uuidOf(createHash('sha256').update(words.join('/')).digest())

type Properties = Readonly<Record<string, unknown>>
interface Named {
  readonly physicalId: string
  readonly arn?: string
  readonly attributes?: Readonly<Record<string, string>>
}
type Naming = (place: Place, logicalId: string, properties: Properties) => Named

const given = (properties: Properties, key: string): string | undefined =>
  typeof properties[key] === 'string' ? properties[key] : undefined

const generated = ({ stackName }: Place, logicalId: string) =>
  `${stackName}-${logicalId}-${letters(lowerAlphanumeric, 12, stackName, logicalId).toUpperCase()}`

const namings: Readonly<Record<string, Naming>> = {
  'AWS::Cognito::UserPool': (place, logicalId) => {
    const { region, accountId, partition, stackName } = place
    const id = `${region}_${letters(alphanumeric, 9, stackName, logicalId, region)}`
    const providerName = `cognito-idp.${region}.amazonaws.com/${id}`
    const arn = `arn:${partition}:cognito-idp:${region}:${accountId}:userpool/${id}`
    const attributes = {
      UserPoolId: id,
      ProviderName: providerName,
      ProviderURL: `https://${providerName}`,
    }
    return { physicalId: id, arn, attributes }
  },
  'AWS::Cognito::UserPoolClient': ({ stackName }, logicalId, properties) => {
    const id = letters(lowerAlphanumeric, 26, stackName, logicalId)
    return {
      physicalId: id,
      attributes: { ClientId: id, Name: given(properties, 'ClientName') ?? logicalId },
    }
  },
  'AWS::Cognito::UserPoolGroup': (place, logicalId, properties) => ({
    physicalId: given(properties, 'GroupName') ?? generated(place, logicalId),
  }),
  'AWS::Cognito::IdentityPool': (place, logicalId, properties) => {
    const { region, accountId, partition, stackName } = place
    const id = `${region}:${uuid(stackName, logicalId, region)}`
    const arn = `arn:${partition}:cognito-identity:${region}:${accountId}:identitypool/${id}`
    const name = given(properties, 'IdentityPoolName') ?? generated(place, logicalId)
    return { physicalId: id, arn, attributes: { Name: name } }
  },
  'AWS::IAM::Role': (place, logicalId, properties) => {
    const name = given(properties, 'RoleName') ?? generated(place, logicalId).slice(0, 64)
    const path = given(properties, 'Path') ?? '/'
    const arn = `arn:${place.partition}:iam::${place.accountId}:role${path}${name}`
    const roleId = letters(lowerAlphanumeric, 17, place.stackName, logicalId).toUpperCase()
    return { physicalId: name, arn, attributes: { RoleId: `AROA${roleId}` } }
  },
  'AWS::IAM::ManagedPolicy': (place, logicalId, properties) => {
    const name = given(properties, 'ManagedPolicyName') ?? generated(place, logicalId)
    const path = given(properties, 'Path') ?? '/'
    const arn = `arn:${place.partition}:iam::${place.accountId}:policy${path}${name}`
    return { physicalId: arn, arn, attributes: { PolicyArn: arn } }
  },
  'AWS::S3::Bucket': (place, logicalId, properties) => {
    const name = given(properties, 'BucketName') ?? generated(place, logicalId).toLowerCase()
    const suffix = 'amazonaws.com'
    const attributes = {
      DomainName: `${name}.s3.${suffix}`,
      RegionalDomainName: `${name}.s3.${place.region}.${suffix}`,
      DualStackDomainName: `${name}.s3.dualstack.${place.region}.${suffix}`,
      WebsiteURL: `http://${name}.s3-website-${place.region}.${suffix}`,
    }
    return { physicalId: name, arn: `arn:${place.partition}:s3:::${name}`, attributes }
  },
  'AWS::CloudFront::Distribution': (place, logicalId) => {
    const id = `E${letters(lowerAlphanumeric, 13, place.stackName, logicalId).toUpperCase()}`
    const domain = `d${letters(lowerAlphanumeric, 13, logicalId, place.stackName)}.cloudfront.net`
    const arn = `arn:${place.partition}:cloudfront::${place.accountId}:distribution/${id}`
    return { physicalId: id, arn, attributes: { Id: id, DomainName: domain } }
  },
}

/** Resources the stand-in does not play still need a name for others to refer to. */
const other: Naming = (place, logicalId) => {
  const id = generated(place, logicalId)
  const arn = `arn:${place.partition}:other:${place.region}:${place.accountId}:${id}`
  return { physicalId: id, arn, attributes: { Id: id } }
}

export const nameResource = (
  type: string,
  place: Place,
  logicalId: string,
  properties: Properties,
): Named => (namings[type] ?? other)(place, logicalId, properties)
