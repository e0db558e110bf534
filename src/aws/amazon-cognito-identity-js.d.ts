/*
 * The library's ES modules, addressed as such: Node would take its CommonJS build instead, and a
 * BigInteger that is there twice is not the one that was made fast. Members that the library
 * exports and does not declare are declared here.
 */

declare module 'amazon-cognito-identity-js/es/index' {
  export { AuthenticationDetails, CognitoUser, CognitoUserPool } from 'amazon-cognito-identity-js'

  export class AuthenticationHelper {
    constructor(poolName: string)
    getRandomPassword(): string
  }

  export class DateHelper {
    getNowString(): string
  }
}

declare module 'amazon-cognito-identity-js/es/BigInteger' {
  export default class BigInteger {
    constructor(value: string, radix: number)
    toString(radix: number): string
    modPow(
      exponent: BigInteger,
      modulus: BigInteger,
      callback: (error: unknown, result: BigInteger) => void,
    ): void
  }
}
