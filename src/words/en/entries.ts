/** Codes and new passwords, on every screen that takes them. */
export const words = {
  part: 'entries',
  code: 'Code',
  codeMissing: 'Enter the code.',
  codeShort: (length: number) => `The code has ${length} digits.`,
  newPassword: 'New password',
  newPasswordMissing: 'Choose a password.',
  rules: 'This password does not meet all of the rules.',
  spaceAtEnd: 'A password cannot begin or end with a space.',
  common: 'Many people use this password, so it is guessed first. Choose another.',
  resend: 'Send a new code',
  resendIn: (time: string) => `Send a new code in ${time}`,
  startAgain: 'Start again',
  back: 'Back to sign in',
  continue: 'Continue',
} as const
