import { useSyncExternalStore } from 'react'
import { isLanguage, languages, useLanguage, useWords } from '#src/words/words.ts'
import { words as english } from '#src/words/en/shell.ts'
import { chooseLanguage } from './language.ts'
import { onThemeChange, readTheme, setTheme, type Theme, themes } from './theme.ts'
import styles from './preferences.module.css'

const isTheme = (value: string): value is Theme => themes.some((theme) => theme === value)

const never = () => () => {}

/**
 * Not part of prerendered markup: without a script they do nothing, and a browser is slow to draw
 * what it has for a select.
 */
export function Preferences() {
  const scripted = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  return <div className={styles.preferences}>{scripted && <Selects />}</div>
}

/** Native ones: small, known to everybody, and right on every device. */
function Selects() {
  const words = useWords(english)
  const language = useLanguage()
  const theme = useSyncExternalStore<Theme>(onThemeChange, readTheme)

  return (
    <>
      <label>
        <span>{words.theme}</span>
        <select
          value={theme}
          onChange={({ target: { value } }) => {
            if (isTheme(value)) setTheme(value)
          }}
        >
          {themes.map((name) => (
            <option key={name} value={name}>
              {words.themes[name]}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{words.language}</span>
        <select
          value={language}
          onChange={({ target: { value } }) => {
            if (isLanguage(value)) void chooseLanguage(value)
          }}
        >
          {Object.entries(languages).map(([name, label]) => (
            <option key={name} value={name} lang={name}>
              {label}
            </option>
          ))}
        </select>
      </label>
    </>
  )
}
