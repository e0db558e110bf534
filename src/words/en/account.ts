/** What all sections of the account share. */
export const words = {
  part: 'account',
  navigation: 'Your account',
  sections: {
    profile: 'Profile',
  },
  loading: 'Loading…',
  again: 'Try again',
  save: 'Save',
} as const
