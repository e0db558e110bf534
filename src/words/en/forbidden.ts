export const words = {
  part: 'forbidden',
  title: 'This page is not for you',
  text: 'You are signed in, but not as a member of the group that may see this page.',
  signedInAs: (email: string) => `You are signed in as ${email}.`,
  onward: 'Go to your account',
} as const
