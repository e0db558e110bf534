/** The sign-in screen, and what the screens after it share. Small: it is part of the first load. */
export const words = {
  part: 'auth',
  fields: {
    email: 'Email',
    password: 'Password',
    keep: 'Keep me signed in',
  },
  checks: {
    emailMissing: 'Enter your email.',
    emailWrong: 'Enter a whole email address, such as name@example.com.',
    passwordMissing: 'Enter your password.',
  },
  /** Where even the sentence for it could not be loaded. */
  failed: 'That did not work. Check your connection and try again.',

  signIn: {
    title: 'Sign in',
    heading: (app: string) => `Sign in to ${app}`,
    submit: 'Sign in',
    pending: 'Signing in…',
    forgot: 'Forgot your password?',
    or: 'or',
    emailCode: 'Email me a code',
    smsCode: 'Text me a code',
    passkey: 'Use a passkey',
    newHere: 'New here?',
    signUp: 'Create an account',
    confirmed: 'Your email is confirmed. Sign in to go on.',
    passwordChanged: 'Your password has been changed. Sign in with the new one.',
    expired: 'That took too long, so the sign-in was called off. Please begin again.',
  },
} as const
