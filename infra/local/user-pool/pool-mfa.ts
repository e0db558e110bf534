import { signedOperation } from '../http/json-service.ts'
import { poolId } from './admin-input.ts'
import type { Context } from './context.ts'
import { invalidParameter } from './errors.ts'
import type { MfaMethod, Pool } from './model.ts'
import { mfaConfig } from './pool-input.ts'
import { withProperties } from './pools.ts'

type Json = Readonly<Record<string, unknown>>

function describe({ settings }: Pool) {
  const { MfaMethods: methods, Messages: texts, WebAuthn, given } = settings
  return {
    ...(methods.includes('SMS_MFA') && {
      SmsMfaConfiguration: {
        SmsAuthenticationMessage: texts.authenticationSmsMessage,
        ...(given['SmsConfiguration'] !== undefined && {
          SmsConfiguration: given['SmsConfiguration'],
        }),
      },
    }),
    SoftwareTokenMfaConfiguration: { Enabled: methods.includes('SOFTWARE_TOKEN_MFA') },
    ...(methods.includes('EMAIL_OTP') && {
      EmailMfaConfiguration: {
        Message: texts.authenticationEmailMessage,
        Subject: texts.authenticationEmailSubject,
      },
    }),
    MfaConfiguration: settings.MfaConfiguration,
    ...(settings.AllowedFirstAuthFactors.includes('WEB_AUTHN') && {
      WebAuthnConfiguration: {
        ...(WebAuthn.relyingPartyId && { RelyingPartyId: WebAuthn.relyingPartyId }),
        UserVerification: WebAuthn.userVerification,
      },
    }),
  }
}

const sendsBySes = (given: Json) =>
  (given['EmailConfiguration'] as { EmailSendingAccount?: string } | undefined)
    ?.EmailSendingAccount === 'DEVELOPER'

export const poolMfaOperations = (context: Context) => ({
  GetUserPoolMfaConfig: signedOperation({ UserPoolId: poolId }, (request) =>
    describe(context.pool(request.UserPoolId)),
  ),

  SetUserPoolMfaConfig: signedOperation({ UserPoolId: poolId, ...mfaConfig }, (request) => {
    const pool = context.pool(request.UserPoolId)
    const { given } = pool.settings
    const {
      SmsMfaConfiguration: sms,
      EmailMfaConfiguration: mail,
      SoftwareTokenMfaConfiguration: token,
      WebAuthnConfiguration: passkeys,
      MfaConfiguration: mode = 'OFF',
    } = request
    const smsConfiguration = sms?.SmsConfiguration ?? given['SmsConfiguration']
    if (sms && !smsConfiguration)
      throw invalidParameter('SMS configuration is required for SMS MFA.')
    if (mail && !sendsBySes(given))
      throw invalidParameter('Email MFA requires the user pool to send email with Amazon SES.')
    const methods: readonly MfaMethod[] = [
      ...(sms ? (['SMS_MFA'] as const) : []),
      ...(token?.Enabled ? (['SOFTWARE_TOKEN_MFA'] as const) : []),
      ...(mail ? (['EMAIL_OTP'] as const) : []),
    ]
    if (mode !== 'OFF' && methods.length === 0)
      throw invalidParameter(
        "Invalid MFA configuration given, can't disable all MFAs for a Required or Optional configuration",
      )
    const changed = withProperties(context, pool, {
      ...given,
      MfaConfiguration: mode,
      EnabledMfas: methods,
      ...(smsConfiguration !== undefined && { SmsConfiguration: smsConfiguration }),
      ...(sms?.SmsAuthenticationMessage && {
        SmsAuthenticationMessage: sms.SmsAuthenticationMessage,
      }),
      ...(mail?.Message && { EmailAuthenticationMessage: mail.Message }),
      ...(mail?.Subject && { EmailAuthenticationSubject: mail.Subject }),
      ...(passkeys?.RelyingPartyId && { WebAuthnRelyingPartyID: passkeys.RelyingPartyId }),
      ...(passkeys?.UserVerification && { WebAuthnUserVerification: passkeys.UserVerification }),
    })
    return describe(changed)
  }),
})
