import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import * as cognito from 'aws-cdk-lib/aws-cognito'
import { Construct } from 'constructs'
import { attributeSchema, readable, usesSms, writable } from './attributes.ts'
import type { Settings } from './settings-shape.ts'

interface Props {
  readonly settings: Settings
  /** Where the site is, without a slash at the end. */
  readonly site: { readonly origin: string; readonly host: string }
}

/** The user pool and the one client of the app. */
export class UserDirectory extends Construct {
  readonly pool: cognito.UserPool
  readonly client: cognito.UserPoolClient

  constructor(scope: Construct, id: string, { settings, site }: Props) {
    super(scope, id)
    this.pool = new cognito.UserPool(this, 'Pool', {
      ...signIn(settings, site.host),
      ...password(settings),
      ...secondFactor(settings),
      ...messages(settings),
      ...attributeSchema(settings.attributes),
      ...plan(settings),
      enableSmsRole: usesSms(settings),
      selfSignUpEnabled: settings.selfSignUp,
      autoVerify: { email: true },
      // A new address is not theirs before its code was typed in: until then the old one stays.
      keepOriginal: { email: true },
      accountRecovery: cognito.AccountRecovery.EMAIL_ONLY,
    })
    this.#textSignInCodes(settings)
    this.client = this.pool.addClient('App', {
      ...tokens(settings),
      ...hosted(settings, site.origin),
      generateSecret: false,
      authFlows: { userSrp: true, user: settings.signInWith.some((way) => way !== 'PASSWORD') },
      preventUserExistenceErrors: true,
      readAttributes: readable(settings),
      writeAttributes: writable(settings),
    })
    if (settings.hostedSignIn)
      this.pool.addDomain('HostedSignIn', {
        cognitoDomain: { domainPrefix: settings.hostedSignIn.domainPrefix },
        managedLoginVersion: cognito.ManagedLoginVersion.NEWER_MANAGED_LOGIN,
      })
  }

  /** CDK's own construct has no words for these mails, and Cognito takes ours only through SES. */
  #textSignInCodes({ mail, mfa, signInWith }: Settings) {
    const mailed =
      signInWith.includes('EMAIL_OTP') || (mfa.mode !== 'OFF' && mfa.methods.includes('EMAIL'))
    if (!mailed || mail.sender.by !== 'ses') return
    const pool = this.pool.node.defaultChild as cognito.CfnUserPool
    pool.emailAuthenticationSubject = mail.signInCode.subject
    pool.emailAuthenticationMessage = mail.signInCode.body
  }
}

const signIn = ({ signInWith, passkeys, stage }: Settings, host: string) => ({
  signInAliases: { email: true },
  signInCaseSensitive: false,
  ...(signInWith.length > 1 && {
    signInPolicy: {
      allowedFirstAuthFactors: {
        password: true,
        emailOtp: signInWith.includes('EMAIL_OTP'),
        smsOtp: signInWith.includes('SMS_OTP'),
        passkey: signInWith.includes('WEB_AUTHN'),
      },
    },
  }),
  ...(signInWith.includes('WEB_AUTHN') && {
    passkeyRelyingPartyId:
      passkeys.relyingPartyId ?? (stage === 'development' ? 'localhost' : host),
    passkeyUserVerification:
      passkeys.userVerification === 'required'
        ? cognito.PasskeyUserVerification.REQUIRED
        : cognito.PasskeyUserVerification.PREFERRED,
  }),
})

const password = ({ passwordPolicy }: Settings) => ({
  passwordPolicy: {
    minLength: passwordPolicy.minimumLength,
    requireLowercase: passwordPolicy.requireLowercase,
    requireUppercase: passwordPolicy.requireUppercase,
    requireDigits: passwordPolicy.requireNumbers,
    requireSymbols: passwordPolicy.requireSymbols,
    tempPasswordValidity: Duration.days(passwordPolicy.temporaryPasswordDays),
    ...(passwordPolicy.history > 0 && { passwordHistorySize: passwordPolicy.history }),
  },
})

const mfaModes = {
  OFF: cognito.Mfa.OFF,
  OPTIONAL: cognito.Mfa.OPTIONAL,
  ON: cognito.Mfa.REQUIRED,
}

const secondFactor = ({ mfa, devices }: Settings) => ({
  mfa: mfaModes[mfa.mode],
  ...(mfa.mode !== 'OFF' && {
    mfaSecondFactor: {
      otp: mfa.methods.includes('TOTP'),
      sms: mfa.methods.includes('SMS'),
      email: mfa.methods.includes('EMAIL'),
    },
  }),
  ...(devices !== 'off' && {
    deviceTracking: {
      challengeRequiredOnNewDevice: true,
      deviceOnlyRememberedOnUserPrompt: devices === 'opt-in',
    },
  }),
})

const messages = ({ mail }: Settings) => ({
  userVerification: {
    emailStyle: cognito.VerificationEmailStyle.CODE,
    emailSubject: mail.verification.subject,
    emailBody: mail.verification.body,
    smsMessage: mail.sms,
  },
  userInvitation: {
    emailSubject: mail.invitation.subject,
    emailBody: mail.invitation.body,
  },
  mfaMessage: mail.sms,
  email: sender(mail.sender),
})

const sender = (from: Settings['mail']['sender']) =>
  from.by === 'cognito'
    ? cognito.UserPoolEmail.withCognito(from.replyTo)
    : cognito.UserPoolEmail.withSES({
        fromEmail: from.from,
        ...(from.fromName && { fromName: from.fromName }),
        ...(from.replyTo && { replyTo: from.replyTo }),
        ...(from.region && { sesRegion: from.region }),
        ...(from.verifiedDomain && { sesVerifiedDomain: from.verifiedDomain }),
        ...(from.configurationSet && { configurationSetName: from.configurationSet }),
      })

const plan = ({ stage, threatProtection }: Settings) => ({
  featurePlan:
    threatProtection === 'off' ? cognito.FeaturePlan.ESSENTIALS : cognito.FeaturePlan.PLUS,
  ...(threatProtection !== 'off' && {
    standardThreatProtectionMode:
      threatProtection === 'audit'
        ? cognito.StandardThreatProtectionMode.AUDIT_ONLY
        : cognito.StandardThreatProtectionMode.FULL_FUNCTION,
  }),
  deletionProtection: stage === 'production',
  removalPolicy: stage === 'production' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
})

const tokens = ({ tokens: lifetimes }: Settings) => ({
  accessTokenValidity: Duration.minutes(lifetimes.accessMinutes),
  idTokenValidity: Duration.minutes(lifetimes.idMinutes),
  refreshTokenValidity: Duration.days(lifetimes.refreshDays),
  refreshTokenRotationGracePeriod: Duration.seconds(lifetimes.rotationGraceSeconds),
  authSessionValidity: Duration.minutes(lifetimes.challengeMinutes),
  enableTokenRevocation: true,
})

const hosted = ({ hostedSignIn }: Settings, origin: string) =>
  hostedSignIn
    ? {
        oAuth: {
          flows: { authorizationCodeGrant: true, implicitCodeGrant: false },
          scopes: [
            cognito.OAuthScope.OPENID,
            cognito.OAuthScope.EMAIL,
            cognito.OAuthScope.COGNITO_ADMIN,
          ],
          callbackUrls: [`${origin}/`],
          logoutUrls: [`${origin}/`],
        },
        supportedIdentityProviders: [cognito.UserPoolClientIdentityProvider.COGNITO],
      }
    : { disableOAuth: true }
