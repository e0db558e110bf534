import type { Claim } from './claim.ts'

/** What can be wrong with a signature. Each protocol has its own words for it. */
export type Failure =
  | { readonly kind: 'missing' }
  | { readonly kind: 'two-mechanisms' }
  | { readonly kind: 'unsupported'; readonly authorization: string }
  | { readonly kind: 'incomplete'; readonly missing: readonly string[]; readonly given: string }
  | { readonly kind: 'incomplete-query' }
  | { readonly kind: 'malformed-credential'; readonly form: Claim['form'] }
  | { readonly kind: 'no-date' }
  | { readonly kind: 'malformed-date'; readonly form: Claim['form'] }
  | {
      readonly kind: 'wrong-scope'
      readonly form: Claim['form']
      readonly part: 'date' | 'region' | 'service' | 'terminator'
      readonly given: string
      readonly expected: string
    }
  | { readonly kind: 'bad-expiry'; readonly problem: 'number' | 'negative' | 'week' }
  | { readonly kind: 'skewed'; readonly at: number; readonly now: number; readonly limit: number }
  | { readonly kind: 'too-early' }
  | { readonly kind: 'expired-url'; readonly claim: Claim; readonly now: number }
  | { readonly kind: 'unknown-key'; readonly accessKeyId: string }
  | { readonly kind: 'bad-token'; readonly token: string }
  | { readonly kind: 'expired-token'; readonly token: string }
  | { readonly kind: 'unsigned-headers'; readonly names: readonly string[] }
  | {
      readonly kind: 'mismatch'
      readonly claim: Claim
      readonly stringToSign: string
      readonly canonicalRequest: string
    }

export class SignatureError extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super(`The signature is not acceptable: ${failure.kind}`)
    this.failure = failure
  }
}

export const fail = (failure: Failure): never => {
  throw new SignatureError(failure)
}
