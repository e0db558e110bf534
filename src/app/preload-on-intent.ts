import { ownPath, paths } from '#src/paths.ts'
import { accountMenu } from './header-navigation.tsx'
import type { LazyPage } from './lazy-page.ts'
import { pageAt } from './routes.tsx'

/** Where a form leads, so that nothing is left to fetch once it is sent. */
const followers: Readonly<Record<string, readonly string[]>> = {
  [paths.signIn]: [paths.account, paths.signInCode],
  [paths.signInCode]: [paths.account],
  [paths.signInNewPassword]: [paths.account],
  [paths.signUp]: [paths.confirmSignUp],
  [paths.confirmSignUp]: [paths.account],
  [paths.forgotPassword]: [paths.resetPassword],
  [paths.resetPassword]: [paths.account],
}

const preloadPart = ({ preload }: Pick<LazyPage, 'preload'>) => {
  // A failure shows when it is really wanted.
  preload().catch(() => undefined)
}

const preloadPage = (pathname: string) => preloadPart(pageAt(pathname))

function onIntent({ target }: Event) {
  if (target instanceof HTMLInputElement) {
    const next = followers[location.pathname]
    if (!next) return
    // Whoever signs in gets one.
    preloadPart(accountMenu)
    const returnTo = ownPath(new URLSearchParams(location.search).get('returnTo'))
    // Whoever is on the way to another page does not come by the account.
    const onward = next.map((path) => (path === paths.account ? (returnTo ?? path) : path))
    for (const path of onward) preloadPage(path.replace(/[?#].*/, ''))
    return
  }
  const link = target instanceof Element ? target.closest('a[href]') : null
  if (link instanceof HTMLAnchorElement && link.origin === location.origin)
    preloadPage(link.pathname)
}

/**
 * Fetches the code of a page as soon as somebody points at, touches or tabs to a link that leads
 * there, or into a form that does. One listener serves the whole app.
 */
export function preloadOnIntent() {
  for (const intent of ['pointerover', 'touchstart', 'focusin'])
    document.addEventListener(intent, onIntent, { passive: true })
}
