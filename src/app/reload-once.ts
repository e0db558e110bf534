const key = 'reloaded-at'
const patience = 10 * 60_000
let reloading = false

/** The page is about to go away; nothing that fails now is worth showing. */
export const isReloading = () => reloading

/**
 * After a new deployment an open tab may ask for a chunk that is no longer there. Loading the page
 * anew brings the new names. Not again for a while, so that a server that is really broken leads to
 * the error page and not round in circles.
 */
export function reloadOnceForMissingChunks() {
  window.addEventListener('vite:preloadError', () => {
    // Without a network nothing new would come, and what is on the page would be gone.
    if (!navigator.onLine) return
    try {
      if (Math.abs(Date.now() - Number(sessionStorage.getItem(key))) < patience) return
      sessionStorage.setItem(key, String(Date.now()))
    } catch {
      // Without storage there is no telling a first time from a second.
      return
    }
    reloading = true
    location.reload()
  })
}
