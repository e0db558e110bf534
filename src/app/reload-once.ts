const key = 'reloaded-for'
let reloading = false

/** The page is about to go away; nothing that fails now is worth showing. */
export const isReloading = () => reloading

/**
 * After a new deployment an open tab may ask for a chunk that is no longer there. Loading the page
 * anew brings the new names. Once for each address, so that a server that is really broken leads to
 * the error page and not round in circles.
 */
export function reloadOnceForMissingChunks() {
  window.addEventListener('vite:preloadError', () => {
    // Without a network nothing new would come, and what is on the page would be gone.
    if (!navigator.onLine) return
    try {
      if (sessionStorage.getItem(key) === location.href) return
      sessionStorage.setItem(key, location.href)
    } catch {
      // Without storage there is no telling a first time from a second.
      return
    }
    reloading = true
    location.reload()
  })
}

/** The page has come up, so the next missing chunk is a new story. */
export function forgetReload() {
  try {
    sessionStorage.removeItem(key)
  } catch {
    // Nothing was kept.
  }
}
