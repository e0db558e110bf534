/** A forgotten password. The words are the same whether or not there is an account. */
export const words = {
  part: 'reset',
  forgot: {
    title: 'Reset your password',
    lead: 'Tell us your email, and we send you a code to set a new password with.',
    submit: 'Send the code',
    pending: 'Sending…',
    remembered: 'Remembered it?',
    signIn: 'Sign in',
  },
  reset: {
    title: 'Choose a new password',
    lead: (email: string) => `If ${email} has an account here, a code is on its way to it.`,
    leadRequired: (email: string) =>
      `A new password is needed before you can sign in. We sent a code to ${email}.`,
    leadUnknown: 'Type in the code from our email, and the password you want from now on.',
    submit: 'Save and sign in',
    pending: 'Saving…',
    noCode: 'No code yet?',
    noCodeHint:
      'It can take a minute, and may lie among unwanted mail. An address that was never confirmed gets none: sign in, and confirm it first.',
    resent: 'If there is an account, a new code is on its way. Only the newest one counts.',
    change: 'Use another address',
  },
} as const
