import * as cognito from 'aws-cdk-lib/aws-cognito'
import type { Settings } from './settings-shape.ts'

type Attributes = Settings['attributes']

/** Cognito's names on the left, CDK's on the right. */
const standardAttributes = {
  address: 'address',
  birthdate: 'birthdate',
  family_name: 'familyName',
  gender: 'gender',
  given_name: 'givenName',
  locale: 'locale',
  middle_name: 'middleName',
  name: 'fullname',
  nickname: 'nickname',
  phone_number: 'phoneNumber',
  picture: 'profilePicture',
  preferred_username: 'preferredUsername',
  profile: 'profilePage',
  website: 'website',
  zoneinfo: 'timezone',
} as const satisfies Record<string, keyof cognito.StandardAttributes>

export const standardNames: readonly string[] = Object.keys(standardAttributes)

const isStandard = (name: string): name is keyof typeof standardAttributes =>
  Object.hasOwn(standardAttributes, name)

const prefix = 'custom:'
export const isCustom = (name: string) => name.startsWith(prefix)
const bare = (name: string) => name.slice(prefix.length)

export const usesSms = ({ mfa, signInWith }: Settings) =>
  (mfa.mode !== 'OFF' && mfa.methods.includes('SMS')) || signInWith.includes('SMS_OTP')

export const attributeSchema = (attributes: Attributes) => ({
  standardAttributes: {
    email: { required: true, mutable: true },
    ...Object.fromEntries(
      attributes.flatMap(({ name, required }) =>
        isStandard(name) ? [[standardAttributes[name], { required, mutable: true }]] : [],
      ),
    ),
  },
  customAttributes: Object.fromEntries(
    attributes
      .filter(({ name }) => isCustom(name))
      .map(({ name, minLength, maxLength }) => [
        bare(name),
        new cognito.StringAttribute({
          mutable: true,
          ...(minLength !== undefined && { minLen: minLength }),
          ...(maxLength !== undefined && { maxLen: maxLength }),
        }),
      ]),
  ),
})

/**
 * Everything else stays closed: a client without this list may write every attribute there is, and
 * tokens from these calls always carry the scope that allows it.
 */
export const writable = (settings: Settings) => attributesOf(settings, {})

export const readable = (settings: Settings) =>
  attributesOf(settings, {
    emailVerified: true,
    ...(usesSms(settings) && { phoneNumberVerified: true }),
  })

const attributesOf = (settings: Settings, more: cognito.StandardAttributesMask) =>
  new cognito.ClientAttributes()
    .withStandardAttributes({
      email: true,
      // Says that there is a picture among the person's files, and which.
      profilePicture: true,
      ...more,
      ...(usesSms(settings) && { phoneNumber: true }),
      ...Object.fromEntries(
        settings.attributes.flatMap(({ name }) =>
          isStandard(name) ? [[standardAttributes[name], true]] : [],
        ),
      ),
    })
    .withCustomAttributes(
      ...settings.attributes.filter(({ name }) => isCustom(name)).map(({ name }) => bare(name)),
    )
