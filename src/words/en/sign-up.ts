/** Making an account, and proving that the address is one's own. */
export const words = {
  part: 'sign-up',
  signUp: {
    title: 'Create an account',
    heading: 'Create your account',
    lead: (app: string) => `One account for everything in ${app}.`,
    submit: 'Create account',
    pending: 'Creating your account…',
    known: 'Already have an account?',
    signIn: 'Sign in',
    closed: 'Accounts are by invitation',
    closedLead:
      'Whoever runs this site invites people by email. With an invitation you can sign in.',
  },
  confirm: {
    title: 'Check your email',
    lead: (email: string) => `We sent a code to ${email}. Type it in to confirm the address.`,
    leadUnknown: 'Type in the code from our email to confirm your address.',
    submit: 'Confirm',
    pending: 'Confirming…',
    noCode: 'No code yet?',
    noCodeHint: 'It can take a minute, and may lie among unwanted mail.',
    resent: 'A new code is on its way. Only the newest one counts.',
    change: 'Use another address',
    known: 'Do you have an account already?',
    signIn: 'Sign in',
  },
} as const
