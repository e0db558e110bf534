export const words = {
  part: 'admins',
  title: 'Admins',
  lead: 'Only members of a group see this page. What they may do is decided by AWS, not here.',
  who: 'Who you are',
  email: 'Email',
  id: 'User id',
  groups: 'Groups',
  since: 'Signed in since',
  claims: 'What your ID token says',
  claim: 'Claim',
  value: 'Value',
  note: 'A browser cannot list the people of a user pool: that takes the rights of an administrator. Use the AWS console or the command line, or put a function of your own behind this page.',
} as const
