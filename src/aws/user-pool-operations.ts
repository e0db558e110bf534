/** The parts of Cognito's API this app uses, as they are on the wire. */

type Metadata = { ClientMetadata?: Readonly<Record<string, string>> }
type ByClient = { ClientId: string }
type ByToken = { AccessToken: string }
type Attribute = { Name: string; Value: string }
type Nothing = Record<string, never>

export interface CodeDelivery {
  AttributeName?: string
  DeliveryMedium?: 'EMAIL' | 'SMS'
  /** Masked: `a***@e***`. */
  Destination?: string
}

export interface AuthenticationResult {
  IdToken: string
  AccessToken: string
  /** Missing from a refresh where rotation is off. */
  RefreshToken?: string
  ExpiresIn?: number
  NewDeviceMetadata?: { DeviceKey: string; DeviceGroupKey: string }
}

/** Tokens, or what is asked next. */
export interface AuthAnswer {
  AuthenticationResult?: AuthenticationResult
  ChallengeName?: string
  ChallengeParameters?: Readonly<Record<string, string>>
  AvailableChallenges?: readonly string[]
  Session?: string
}

export interface Device {
  DeviceKey: string
  DeviceAttributes?: readonly Attribute[]
  DeviceCreateDate?: number
  DeviceLastAuthenticatedDate?: number
  DeviceLastModifiedDate?: number
}

export interface WebAuthnCredential {
  CredentialId: string
  FriendlyCredentialName?: string
  RelyingPartyId?: string
  AuthenticatorAttachment?: string
  CreatedAt?: number
}

export interface UserData {
  Username: string
  UserAttributes: readonly Attribute[]
  PreferredMfaSetting?: string
  UserMFASettingList?: readonly string[]
}

type MfaSetting = { Enabled: boolean; PreferredMfa: boolean }

export interface Operations {
  SignUp: {
    input: ByClient &
      Metadata & { Username: string; Password?: string; UserAttributes?: readonly Attribute[] }
    output: { UserConfirmed: boolean; UserSub: string; CodeDeliveryDetails?: CodeDelivery }
  }
  ConfirmSignUp: {
    input: ByClient & Metadata & { Username: string; ConfirmationCode: string }
    output: { Session?: string }
  }
  ResendConfirmationCode: {
    input: ByClient & Metadata & { Username: string }
    output: { CodeDeliveryDetails?: CodeDelivery }
  }
  ForgotPassword: {
    input: ByClient & Metadata & { Username: string }
    output: { CodeDeliveryDetails?: CodeDelivery }
  }
  ConfirmForgotPassword: {
    input: ByClient & Metadata & { Username: string; ConfirmationCode: string; Password: string }
    output: Nothing
  }
  InitiateAuth: {
    input: ByClient &
      Metadata & {
        AuthFlow: string
        AuthParameters: Readonly<Record<string, string>>
        Session?: string
      }
    output: AuthAnswer
  }
  RespondToAuthChallenge: {
    input: ByClient &
      Metadata & {
        ChallengeName: string
        ChallengeResponses: Readonly<Record<string, string>>
        Session?: string
      }
    output: AuthAnswer
  }
  GetTokensFromRefreshToken: {
    input: ByClient & Metadata & { RefreshToken: string; DeviceKey?: string }
    output: { AuthenticationResult: AuthenticationResult }
  }
  RevokeToken: { input: ByClient & { Token: string }; output: Nothing }
  GlobalSignOut: { input: ByToken; output: Nothing }
  GetUser: { input: ByToken; output: UserData }
  UpdateUserAttributes: {
    input: ByToken & Metadata & { UserAttributes: readonly Attribute[] }
    output: { CodeDeliveryDetailsList?: readonly CodeDelivery[] }
  }
  DeleteUserAttributes: {
    input: ByToken & { UserAttributeNames: readonly string[] }
    output: Nothing
  }
  GetUserAttributeVerificationCode: {
    input: ByToken & Metadata & { AttributeName: string }
    output: { CodeDeliveryDetails?: CodeDelivery }
  }
  VerifyUserAttribute: { input: ByToken & { AttributeName: string; Code: string }; output: Nothing }
  ChangePassword: {
    input: ByToken & { PreviousPassword?: string; ProposedPassword: string }
    output: Nothing
  }
  DeleteUser: { input: ByToken; output: Nothing }
  GetUserAuthFactors: {
    input: ByToken
    output: {
      Username: string
      PreferredMfaSetting?: string
      UserMFASettingList?: readonly string[]
      ConfiguredUserAuthFactors?: readonly string[]
    }
  }
  AssociateSoftwareToken: {
    input: Partial<ByToken> & { Session?: string }
    output: { SecretCode: string; Session?: string }
  }
  VerifySoftwareToken: {
    input: Partial<ByToken> & { Session?: string; UserCode: string; FriendlyDeviceName?: string }
    output: { Status: 'SUCCESS' | 'ERROR'; Session?: string }
  }
  SetUserMFAPreference: {
    input: ByToken & {
      SMSMfaSettings?: MfaSetting
      SoftwareTokenMfaSettings?: MfaSetting
      EmailMfaSettings?: MfaSetting
    }
    output: Nothing
  }
  UpdateDeviceStatus: {
    input: ByToken & { DeviceKey: string; DeviceRememberedStatus: 'remembered' | 'not_remembered' }
    output: Nothing
  }
  GetDevice: { input: ByToken & { DeviceKey: string }; output: { Device: Device } }
  ListDevices: {
    input: ByToken & { Limit?: number; PaginationToken?: string }
    output: { Devices?: readonly Device[]; PaginationToken?: string }
  }
  ForgetDevice: { input: ByToken & { DeviceKey: string }; output: Nothing }
  StartWebAuthnRegistration: {
    input: ByToken
    output: { CredentialCreationOptions: PublicKeyCredentialCreationOptionsJSON }
  }
  CompleteWebAuthnRegistration: { input: ByToken & { Credential: unknown }; output: Nothing }
  ListWebAuthnCredentials: {
    input: ByToken & { MaxResults?: number; NextToken?: string }
    output: { Credentials?: readonly WebAuthnCredential[]; NextToken?: string }
  }
  DeleteWebAuthnCredential: { input: ByToken & { CredentialId: string }; output: Nothing }
}

export type Operation = keyof Operations
export type Input<O extends Operation> = Operations[O]['input']
export type Output<O extends Operation> = Operations[O]['output']
/** Operations of a signed-in person, without the token the session adds. */
export type OwnOperation = {
  [O in Operation]: 'AccessToken' extends keyof Input<O> ? O : never
}[Operation]
export type OwnInput<O extends OwnOperation> = Omit<Input<O>, 'AccessToken'>
