/** Every address of the app, once. Patterns are for the router, functions build links. */
export const paths = {
  home: '/',
  about: '/about',
  gallery: '/ui',

  signIn: '/sign-in',
  signInChoose: '/sign-in/choose',
  signInCode: '/sign-in/code',
  signInChooseMfa: '/sign-in/two-step',
  signInSetUpMfa: '/sign-in/set-up',
  signInNewPassword: '/sign-in/new-password',
  signUp: '/sign-up',
  confirmSignUp: '/confirm',
  forgotPassword: '/forgot-password',
  resetPassword: '/reset-password',
  signedOut: '/signed-out',

  account: '/account',
  accountEmail: '/account/email',
  accountPhone: '/account/phone',
  accountPassword: '/account/password',
  accountTwoStep: '/account/two-step',
  accountPasskeys: '/account/passkeys',
  accountDevices: '/account/devices',
  accountSessions: '/account/sessions',
  accountData: '/account/data',
  accountDeveloper: '/account/developer',
  accountDelete: '/account/delete',
  files: '/files',
  admins: '/admins',
} as const

/**
 * Where to go back to after signing in: a path of this app, or nothing. Checked on the address as
 * the browser would resolve it, because `/..//evil.example` only shows what it is after that.
 */
export function ownPath(value: string | null | undefined): string | undefined {
  if (!value?.startsWith('/') || /[\\\u0000-\u0020]/.test(value)) return undefined
  const base = 'https://own.invalid'
  if (!URL.canParse(value, base)) return undefined
  const url = new URL(value, base)
  if (url.origin !== base || url.pathname.startsWith('//')) return undefined
  return url.pathname + url.search + url.hash
}

export const withReturn = (path: string, returnTo: string | undefined) =>
  returnTo && returnTo !== paths.home ? `${path}?returnTo=${encodeURIComponent(returnTo)}` : path
