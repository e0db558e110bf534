export const words = {
  part: 'account-data',
  lead: 'What this site knows about you, for you to keep or to take elsewhere.',
  title: 'Download your data',
  about: 'One file in JSON, a format that people and programs can read. It holds:',
  contents: {
    profile: 'your profile, your address and the groups you are in',
    security: 'your two-step verification, known browsers and passkeys, without their secrets',
    files: 'the list of your files: names, sizes, dates. The files themselves are under Files.',
  },
  fileName: 'my-account.json',
  submit: 'Download',
  pending: 'Gathering your data…',
  done: 'Downloaded',
} as const
