export const words = {
  part: 'account-profile',
  hello: (name: string) => `Hello, ${name}`,
  helloNobody: 'Hello',
  lead: 'This is your account: who you are here, and how you get in.',
  title: 'About you',
  save: 'Save changes',
  saving: 'Saving…',
  saved: 'Saved',
  unsaved: 'Not saved yet',
  discard: 'Discard changes',
} as const
