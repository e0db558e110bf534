/// <reference path="../../src/aws/amazon-cognito-identity-js.d.ts" />

/** The library's own half of SRP, which it does not declare. */
declare module 'amazon-cognito-identity-js/es/AuthenticationHelper' {
  type Callback<T> = (error: Error | null, value: T) => void
  interface Big {
    toString(base: number): string
  }
  export default class AuthenticationHelper {
    constructor(owner: string)
    readonly N: Big
    getLargeAValue(done: Callback<Big>): void
    getPasswordAuthenticationKey(
      username: string,
      password: string,
      serverPublic: Big,
      salt: Big,
      done: Callback<Buffer>,
    ): void
  }
}
