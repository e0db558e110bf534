/**
 * Runs before the first paint, which modules do not: it applies the chosen theme, and hides
 * prerendered markup that the person should not see flash by (words of another language, "Sign in"
 * for someone who is signed in). `main.tsx` shows it again once the right markup stands.
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
