/** The frame around every page, and the pages that belong to no feature. */
export const words = {
  part: 'shell',
  skip: 'Skip to the content',
  home: 'Home',
  about: 'About',
  files: 'Files',
  account: 'Account',
  admins: 'Admins',
  signIn: 'Sign in',
  signUp: 'Create account',
  signOut: 'Sign out',
  mainNavigation: 'Main',
  accountMenu: (name: string) => `Account of ${name}`,
  signedInAs: 'Signed in as',
  theme: 'Appearance',
  themes: { system: 'System', light: 'Light', dark: 'Dark' },
  language: 'Language',
  inbox: 'Local inbox',
  loading: 'Loading…',

  notFound: {
    title: 'Page not found',
    text: 'There is nothing at this address. It may have moved, or the link may be mistyped.',
    onward: 'Go to the home page',
  },
  failed: {
    title: 'This page has failed',
    text: 'Something went wrong while showing this page. Your account and your files are not affected.',
    chunk: 'A part of the app could not be loaded. Check your connection, then try again.',
    onward: 'Go to the home page',
    details: 'Technical details',
  },
} as const
