export const words = {
  part: 'home',
  title: 'Accounts that are already built',
  lead: 'Sign-up, sign-in, two-step verification, passwords, devices and private files on AWS. It runs on your machine before you have an AWS account. Make it yours by lunch.',
  start: 'Create an account',
  signIn: 'Sign in',
  open: 'Open your account',
  files: 'Open your files',
  wayTitle: 'From a password to a private file',
  way: [
    { from: 'Password', to: 'is proven by SRP as you sign in, and not sent' },
    { from: 'Tokens', to: 'say who you are, for a quarter of an hour' },
    { from: 'Credentials', to: 'come from the identity pool and fit only you' },
    { from: 'Your folder', to: 'is the one place in the bucket they open' },
  ],
  tryTitle: 'Try it in five minutes',
  tryLead: 'Everything below works now, without setting anything up.',
  steps: [
    {
      title: 'Create an account',
      text: 'Any address will do. The code that proves it is yours arrives by mail, which in development is the local inbox.',
    },
    {
      title: 'Lose your password',
      text: 'Ask for a new one, and see what a person sees on the way back in: the code, the rules, the errors.',
    },
    {
      title: 'Add a second step',
      text: 'Scan the code with an authenticator app. Sign in again, and let this browser be remembered.',
    },
    {
      title: 'Keep a file',
      text: 'Put something into your own part of the bucket. Nobody else reaches it, and no server of ours stands between.',
    },
  ],
  builtTitle: 'What it stands on',
  built: [
    {
      title: 'A user pool',
      text: 'Amazon Cognito keeps the people: passwords it never sees in clear, codes, second factors, remembered devices.',
    },
    {
      title: 'An identity pool',
      text: 'A signed-in person is handed AWS credentials for an hour, with a policy that fits only them.',
    },
    {
      title: 'One template',
      text: 'The same CloudFormation template drives AWS and the stand-in on your machine. A wrong policy is wrong on the laptop first.',
    },
  ],
} as const
