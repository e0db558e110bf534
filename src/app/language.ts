import { isLanguage, type Language, language, languages, setLanguage } from '#src/words/words.ts'

const key = 'language'

/** What was chosen before, else the first language of the browser that there is a catalogue for. */
export function preferredLanguage(): Language {
  try {
    const stored = localStorage.getItem(key)
    if (isLanguage(stored)) return stored
  } catch {
    // Storage may be forbidden; the browser's own wish remains.
  }
  for (const wish of navigator.languages)
    for (const known of Object.keys(languages))
      if (isLanguage(known) && sameLanguage(known, wish)) return known
  return 'en'
}

const bare = (tag: string) => tag.split('-', 1)[0]

/** `zh-CN` and `zh-SG` are written in simplified characters, `zh-TW` and `zh-HK` are not. */
function sameLanguage(known: Language, wish: string) {
  // Most wishes are settled by this; what `Intl` would have to load first delays the first page.
  if (bare(known) !== bare(wish)) return false
  if (bare(known) === known) return true
  const a = new Intl.Locale(known).maximize()
  const b = new Intl.Locale(wish).maximize()
  return a.language === b.language && a.script === b.script
}

export async function chooseLanguage(next: Language) {
  await setLanguage(next)
  document.documentElement.lang = language()
  try {
    localStorage.setItem(key, next)
  } catch {
    // As above: it lasts as long as the page.
  }
}
