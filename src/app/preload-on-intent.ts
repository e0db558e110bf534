import { pageAt } from './routes.tsx'

function preload({ target }: Event) {
  const link = target instanceof Element ? target.closest('a[href]') : null
  if (!(link instanceof HTMLAnchorElement) || link.origin !== location.origin) return
  // A failure shows when the page is really wanted.
  pageAt(link.pathname)
    .preload()
    .catch(() => undefined)
}

/**
 * Fetches the code of a page as soon as somebody points at, touches or tabs to a link that leads
 * there, so that it is here before the click. One listener serves every link of the app.
 */
export function preloadOnIntent() {
  for (const intent of ['pointerover', 'touchstart', 'focusin'])
    document.addEventListener(intent, preload, { passive: true })
}
