export const words = {
  part: 'account-password',
  lead: 'A long one that you use nowhere else is best; a password manager makes and keeps it.',
  title: 'Change your password',
  current: 'Current password',
  currentMissing: 'Enter the password you have now.',
  wrong: 'This is not your password. Check it and try again.',
  same: 'This is the password you have now. Choose another.',
  limit: 'There were too many attempts. Wait a while, up to 15 minutes, and try again.',
  elsewhere: 'Sign out everywhere else',
  elsewhereHint:
    'Whoever is signed in with the old password then needs the new one. With two-step verification on, this browser may ask for a code once more, too.',
  forgotten: 'Forgotten? Sign out, then choose “Forgot your password?”.',
  submit: 'Change password',
  pending: 'Changing your password…',
  endOthers: 'Sign out everywhere',
  outcomes: {
    changed: 'Your password is changed. Other browsers that are signed in stay so.',
    'elsewhere-ended':
      'Your password is changed, and you are signed out everywhere but in this browser.',
    'others-left':
      'Your password is changed, but the other browsers could not be signed out. Try that again.',
  },
} as const
