import { isCustom, usesSms } from './attributes.ts'
import { settingsShape } from './settings-shape.ts'
import type { Settings } from './settings-shape.ts'

/** Its message is a sentence for each value that AWS would refuse, with the key in it. */
export class SettingsError extends Error {
  override name = 'SettingsError'

  constructor(problems: readonly string[]) {
    super(problems.map((problem) => `infra/settings.ts: ${problem}.`).join('\n'))
  }
}

/** tsx does not check types, so nothing is taken for granted here. */
export function checkSettings(value: unknown): Settings {
  const problems: string[] = []
  const settings = settingsShape(value, '', problems)
  if (problems.length === 0) problems.push(...contradictions(settings))
  if (problems.length > 0) throw new SettingsError(problems)
  return settings
}

/** What each value allows by itself and AWS refuses together. */
function contradictions(settings: Settings): string[] {
  const { attributes, signInWith, mfa, groups, mail, domain, threatProtection } = settings
  const codes = signInWith.filter((way) => way !== 'PASSWORD')
  const zone = domain?.hostedZone?.name
  return [
    !signInWith.includes('PASSWORD') && 'signInWith must include PASSWORD',
    mfa.mode === 'ON' &&
      codes.length > 0 &&
      `signInWith must be PASSWORD alone where mfa.mode is ON, not also ${codes.join(', ')}`,
    mfa.mode !== 'OFF' &&
      mfa.methods.length === 0 &&
      `mfa.methods must name at least one method where mfa.mode is ${mfa.mode}`,
    mfa.mode !== 'OFF' &&
      mfa.methods.includes('EMAIL') &&
      mail.sender.by !== 'ses' &&
      'mfa.methods may have EMAIL only where mail.sender is ses',
    mfa.mode === 'ON' &&
      threatProtection === 'enforce' &&
      'threatProtection enforce decides itself when to ask for a second factor: set mfa.mode to OPTIONAL',
    usesSms(settings) &&
      mfa.mode === 'ON' &&
      mfa.methods.every((method) => method === 'SMS') &&
      !attributes.some(({ name, required }) => name === 'phone_number' && required) &&
      'mfa.methods is SMS alone and mfa.mode ON, so attributes must have a required phone_number',
    ...attributes.flatMap(({ name, minLength, maxLength }, index) => [
      !isCustom(name) &&
        (minLength !== undefined || maxLength !== undefined) &&
        `attributes[${index}]: minLength and maxLength are for custom attributes, not for ${name}`,
      (minLength ?? 0) > (maxLength ?? 2048) &&
        `attributes[${index}].minLength must be at most maxLength`,
    ]),
    attributes.length > 50 && 'attributes must be at most 50',
    // An identity pool takes a role for each of them from the token.
    groups.length > 25 && 'groups must be at most 25',
    domain &&
      zone !== undefined &&
      domain.name !== zone &&
      !domain.name.endsWith(`.${zone}`) &&
      `domain.name must be ${zone} or end with .${zone}, as its hosted zone does`,
  ].filter((problem) => typeof problem === 'string')
}
