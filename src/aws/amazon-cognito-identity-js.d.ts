// What the library exports at run time and does not declare.

declare module 'amazon-cognito-identity-js' {
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
