import type { PasswordPolicy } from '#src/config.ts'

export type PasswordRule = 'length' | 'lowercase' | 'uppercase' | 'number' | 'symbol'

/** Exactly the characters that Cognito counts as symbols; a space counts unless it is at an end. */
const symbol = /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+-]|\S \S/

export const passwordRules = (policy: PasswordPolicy): readonly PasswordRule[] => [
  'length',
  ...(policy.requireLowercase ? (['lowercase'] as const) : []),
  ...(policy.requireUppercase ? (['uppercase'] as const) : []),
  ...(policy.requireNumbers ? (['number'] as const) : []),
  ...(policy.requireSymbols ? (['symbol'] as const) : []),
]

export function meets(rule: PasswordRule, policy: PasswordPolicy, password: string): boolean {
  switch (rule) {
    case 'length':
      return password.length >= policy.minimumLength
    case 'lowercase':
      return /[a-z]/.test(password)
    case 'uppercase':
      return /[A-Z]/.test(password)
    case 'number':
      return /[0-9]/.test(password)
    case 'symbol':
      return symbol.test(password)
  }
}

export const unmetRules = (policy: PasswordPolicy, password: string): readonly PasswordRule[] =>
  passwordRules(policy).filter((rule) => !meets(rule, policy, password))

/** What password managers read to make up a password that will be accepted. */
export const passwordRulesAttribute = (policy: PasswordPolicy): string =>
  [
    `minlength: ${policy.minimumLength}`,
    ...(policy.requireLowercase ? ['required: lower'] : []),
    ...(policy.requireUppercase ? ['required: upper'] : []),
    ...(policy.requireNumbers ? ['required: digit'] : []),
    ...(policy.requireSymbols ? ['required: [-!@#$%^&*_+=.,:;?]'] : []),
  ].join('; ')
