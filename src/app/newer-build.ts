const key = 'left-build'
const own = new URL(import.meta.url).pathname

/**
 * After a new deployment an open tab may ask for a chunk that is no longer there. Loading the page
 * anew brings the new names. Where the server still hands out this build, the chunk is only out of
 * reach: then nothing new would come, and what is on the page would be gone.
 */
async function leaveForNewerBuild() {
  try {
    // Two servers that disagree must not send anybody round in circles.
    if (sessionStorage.getItem(key) === own) return
    const page = await fetch(location.pathname)
    if (!page.ok || (await page.text()).includes(own)) return
    sessionStorage.setItem(key, own)
    location.reload()
  } catch {
    // No network, or no storage to tell a first time from a second by.
  }
}

export function followNewerBuilds() {
  window.addEventListener('vite:preloadError', () => void leaveForNewerBuild())
}
