import { AwsError } from '../http/aws-error.ts'
import { list, record, required, text } from '../http/shape.ts'

import { invalidParameter, notAuthorized } from './errors.ts'
import type { Client, Pool, SchemaAttribute, User } from './model.ts'
import { canRead } from './tokens.ts'
import type { Users } from './users.ts'

export const attributeName = text({
  min: 1,
  max: 32,
  pattern: '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\t\\n\\r ]+',
})
export const attributeList = list(
  record({ Name: required(attributeName), Value: text({ max: 2048, sensitive: true }) }),
)

type Given = readonly { readonly Name: string; readonly Value?: string | undefined }[]
export type Values = Readonly<Record<string, string>>

export const valuesOf = (given: Given | undefined): Values =>
  Object.fromEntries((given ?? []).map(({ Name, Value = '' }) => [Name, Value]))

/** What some attributes are called in refusals, and nowhere else. */
const inside = new Map([
  ['email', 'emails'],
  ['phone_number', 'phoneNumbers'],
  ['address', 'addresses'],
  ['name', 'name.formatted'],
  ['given_name', 'name.givenName'],
  ['middle_name', 'name.middleName'],
  ['family_name', 'name.familyName'],
])
const insideName = (name: string) => inside.get(name) ?? name

const unlike = (problems: string) =>
  invalidParameter(`Attributes did not conform to the schema: ${problems}`)

const nonconforming = (name: string, problem: string) => unlike(`${insideName(name)}: ${problem}\n`)

export const isEmail = (value: string) => /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(value)
export const isPhoneNumber = (value: string) => /^\+[1-9]\d{1,14}$/.test(value)

function checkValue({ settings }: Pool, attribute: SchemaAttribute, value: string) {
  const { Name, AttributeDataType: type } = attribute
  // An empty value takes the attribute away.
  if (value === '') return
  if (Name === 'email' && !isEmail(value)) throw invalidParameter('Invalid email address format.')
  if (Name === 'phone_number' && !isPhoneNumber(value))
    throw invalidParameter('Invalid phone number format.')
  const { MinLength, MaxLength } = attribute.StringAttributeConstraints ?? {}
  if (type === 'String' && value.length < Number(MinLength ?? 0))
    throw nonconforming(Name, `String must be at least ${MinLength} characters long`)
  if (type === 'String' && value.length > Number(MaxLength ?? 2048))
    throw nonconforming(Name, `String must be no longer than ${MaxLength} characters`)
  if (type === 'Boolean' && !/^(true|false)$/i.test(value))
    throw nonconforming(Name, 'Value is not a boolean')
  if (type === 'Number') checkNumber(attribute, value)
  if (type === 'DateTime' && Number.isNaN(Date.parse(value)))
    throw nonconforming(Name, 'Value is not a date')
  void settings
}

function checkNumber({ Name, NumberAttributeConstraints }: SchemaAttribute, value: string) {
  const { MinValue, MaxValue } = NumberAttributeConstraints ?? {}
  if (!/^-?\d+(\.\d+)?$/.test(value)) throw nonconforming(Name, 'Value is not a number')
  if (MinValue !== undefined && Number(value) < Number(MinValue))
    throw nonconforming(Name, `Number must be at least ${MinValue}`)
  if (MaxValue !== undefined && Number(value) > Number(MaxValue))
    throw nonconforming(Name, `Number must be no greater than ${MaxValue}`)
}

const isVerifiedFlag = (name: string) =>
  name === 'email_verified' || name === 'phone_number_verified'

/** Against the schema. `client` is missing where an administrator writes. */
export function checkAttributes(pool: Pool, values: Values, client?: Client, existing?: User) {
  for (const [name, value] of Object.entries(values)) {
    const attribute = pool.settings.SchemaAttributes.find(({ Name }) => Name === name)
    if (!attribute) throw nonconforming(name, 'Attribute does not exist in the schema.')
    if (client && !canWrite(client, attribute))
      throw notAuthorized('A client attempted to write unauthorized attribute')
    if (name === 'sub' || (existing && !attribute.Mutable && existing.attributes[name] !== value))
      throw invalidParameter(`user.${name}: Attribute cannot be updated.\n`)
    checkValue(pool, attribute, value)
  }
}

/** Attributes of the pool that only it may set are closed to every client. */
const canWrite = ({ settings }: Client, { Name, DeveloperOnlyAttribute }: SchemaAttribute) =>
  !isVerifiedFlag(Name) &&
  !DeveloperOnlyAttribute &&
  (!settings.WriteAttributes || settings.WriteAttributes.includes(Name))

export const missingAttributes = ({ settings }: Pool, values: Values) =>
  settings.SchemaAttributes.filter(
    ({ Name, Required }) => Required && Name !== 'sub' && !values[Name],
  ).map(({ Name }) => Name)

function refuseMissing(missing: readonly string[]) {
  if (missing.length === 0) return
  const names = missing.map(insideName)
  throw unlike(names.map((name) => `${name}: The attribute ${name} is required`).join(', '))
}

export const checkRequired = (pool: Pool, values: Values) =>
  refuseMissing(missingAttributes(pool, values))

/** Of a change: what is required can be changed and not taken away. */
export const checkEmptied = (pool: Pool, values: Values) =>
  refuseMissing(missingAttributes(pool, values).filter((name) => values[name] === ''))

export const readable = (client: Client, { attributes }: User) =>
  Object.entries(attributes)
    .filter(([name]) => canRead(client, name))
    .map(([Name, Value]) => ({ Name, Value }))

/** A name to sign in with belongs to one user. */
export function checkUnique(pool: Pool, users: Users, values: Values, own?: User) {
  const { UsernameAttributes, AliasAttributes } = pool.settings
  for (const name of [...UsernameAttributes, ...AliasAttributes]) {
    const value = values[name]
    const holder = value ? users.find(value) : undefined
    if (!holder || holder.username === own?.username) continue
    throw new AwsError(
      'AliasExistsException',
      `An account with the ${name === 'phone_number' ? 'phone_number' : name} already exists.`,
    )
  }
}

/** Empty values are attributes taken away. */
export function withAttributes(user: User, values: Values): User {
  const attributes = Object.fromEntries(
    Object.entries({ ...user.attributes, ...values }).filter(([, value]) => value !== ''),
  )
  return { ...user, attributes }
}
