/** Having been signed out, for each of the reasons there are. */
export const words = {
  part: 'signed-out',
  again: 'Sign in again',
  home: 'Go to the home page',
  byChoice: {
    title: 'You are signed out',
    lead: 'Nothing of your account is left open in this browser.',
  },
  ended: {
    title: 'Your session has ended',
    lead: 'Sign in again, and you will be back where you were.',
  },
  elsewhere: {
    title: 'You are signed out',
    lead: 'You signed out in another tab or window of this browser.',
  },
  replaced: {
    title: 'You are signed out',
    lead: 'Somebody else has signed in with this browser since.',
  },
  deleted: {
    title: 'Your account is deleted',
    lead: 'Your profile and your files went with it. Thank you for having been here.',
  },
} as const
