export const words = {
  part: 'account-sessions',
  lead: 'Where you are signed in. A session ends by itself some weeks after the sign-in.',
  here: 'In this browser',
  since: 'You signed in on',
  title: 'Everywhere',
  about: 'Signed in on a computer you cannot get at, or not sure who is? End all sessions at once.',
  files: 'Files already opened there can stay reachable for up to an hour.',
  submit: 'Sign out everywhere',
  confirm: 'Sign out everywhere?',
  consequence: 'Every session ends, this one too. You can sign in again right away.',
} as const
