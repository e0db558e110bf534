import type { SignInStep } from '#src/aws/challenges.ts'
import { paths } from '#src/paths.ts'

/** The screen of each step. Another kind of step is a line here, and the compiler asks for it. */
const screens: Readonly<Record<SignInStep['type'], string>> = {
  code: paths.signInCode,
  'choose-mfa': paths.signInChooseMfa,
  'set-up-mfa': paths.signInSetUpMfa,
  'set-up-totp': paths.signInSetUpMfa,
  'new-password': paths.signInNewPassword,
  'choose-factor': paths.signInChoose,
  passkey: paths.signInChoose,
  // Asked by a checkbox beside the code.
  'confirm-sign-up': paths.confirmSignUp,
  'reset-password': paths.resetPassword,
}

export const stepPath = ({ type }: SignInStep): string => screens[type]
