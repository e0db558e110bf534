export const words = {
  part: 'about',
  title: 'About this starter',
  lead: 'A React app with accounts on AWS, ready to be cloned, read in an afternoon and changed without fear.',
  sections: [
    {
      title: 'Why it exists',
      text: 'Accounts are the same work in every product and are easy to get nearly right. This is that work done once: the screens, the errors, the second factors, the tabs that disagree, the network that drops.',
    },
    {
      title: 'Where your data lives',
      text: 'Your account is kept by an Amazon Cognito user pool. Your files lie in a private Amazon S3 bucket under a folder that only you can reach. In development both live in a folder on the machine of whoever runs this, and nowhere else.',
    },
    {
      title: 'What this page is for',
      text: 'To be replaced. Say here who you are and how people can reach you; the words are in the catalogue, one file for each language.',
    },
  ],
} as const
