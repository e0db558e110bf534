/** What all sections of the account share. */
export const words = {
  part: 'account',
  navigation: 'Your account',
  sections: {
    profile: 'Profile',
    password: 'Password',
    twoStep: 'Two-step verification',
    email: 'Email',
    phone: 'Phone',
    passkeys: 'Passkeys',
    devices: 'Devices',
    sessions: 'Sessions',
    data: 'Your data',
    delete: 'Delete account',
    developer: 'Developer',
  },
  password: 'Your password',
  passwordMissing: 'Enter your password.',
  wrongPassword: 'This is not your password. Check it and try again.',
  codeComes:
    'Where your second step is a text message or a mail, a code is sent now, too. You need not enter it.',
  loading: 'Loading…',
  notOffered: 'There is nothing to set here: this site does not use it.',
} as const
