/*
 * The library's ES modules, addressed as such: Node would take its CommonJS build instead, and a
 * BigInteger that is there twice is not the one that was made fast. One by one, because the index
 * brings cookies along. Members that the library exports and does not declare are declared here.
 */

declare module 'amazon-cognito-identity-js/es/AuthenticationDetails' {
  export { AuthenticationDetails as default } from 'amazon-cognito-identity-js'
}

declare module 'amazon-cognito-identity-js/es/CognitoUser' {
  export { CognitoUser as default } from 'amazon-cognito-identity-js'
}

declare module 'amazon-cognito-identity-js/es/CognitoUserPool' {
  export { CognitoUserPool as default } from 'amazon-cognito-identity-js'
}

declare module 'amazon-cognito-identity-js/es/AuthenticationHelper' {
  export default class AuthenticationHelper {
    constructor(poolName: string)
    getRandomPassword(): string
  }
}

declare module 'amazon-cognito-identity-js/es/DateHelper' {
  export default class DateHelper {
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
