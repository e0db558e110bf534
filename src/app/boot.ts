/**
 * Runs before the first paint, which modules do not: it applies the chosen theme, and hides
 * prerendered markup that the person should not see flash by (words of another language, "Sign in"
 * for someone who is signed in). `main.tsx` shows it again once the right markup stands. Where the
 * app's own script does not come, it says so: forms would stand there and do nothing.
 */
const { dataset } = document.documentElement
try {
  const theme = localStorage.getItem('theme')
  if (theme === 'light' || theme === 'dark') dataset['theme'] = theme
  const wish = localStorage.getItem('language') ?? navigator.language
  if (!/^en\b/.test(wish)) dataset['boot'] = 'translate'
  else if (localStorage.getItem('session') ?? sessionStorage.getItem('session'))
    dataset['boot'] = 'restore'
} catch {
  // No storage: nothing was chosen and nobody is signed in.
}

document.addEventListener(
  'error',
  ({ target }) => {
    // What a browser's extensions put into the page fails without concerning us.
    if (target instanceof HTMLScriptElement && target.type === 'module')
      document.getElementById('no-app')?.removeAttribute('hidden')
  },
  true,
)
