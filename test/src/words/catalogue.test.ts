import { describe, expect, test } from 'vitest'
import { languages } from '#src/words/words.ts'

type Words = { readonly [key: string]: string | Words | ((...values: never[]) => string) }

const files = import.meta.glob<{ words: Words }>('/src/words/*/*.ts', { eager: true })
const others = Object.keys(languages).filter((language) => language !== 'en')
const parts = Object.keys(files)
  .filter((file) => file.startsWith('/src/words/en/'))
  .map((file) => file.replace('/src/words/en/', ''))

/** Every sentence by its place; functions are asked with a stand-in for each value. */
function sentences(words: Words, place = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]) => {
    const at = place ? `${place}.${key}` : key
    if (typeof value === 'string') return [[at, value]]
    if (typeof value === 'function') {
      const say = value as (...values: unknown[]) => string
      return [[at, say(...Array.from({ length: value.length }, (_, index) => index + 2))]]
    }
    return sentences(value, at)
  })
}

/** Long runs of Latin letters are names at best; a whole English sentence was forgotten. */
const isTranslated = (sentence: string) =>
  sentence.trim() !== '' && !/^[\w\s,.'’“”!?-]{25,}$/.test(sentence)

describe.each(others)('the catalogue in %s', (language) => {
  test.each(parts)('has every sentence of %s, in its own words', (part) => {
    const english = Object.fromEntries(sentences(files[`/src/words/en/${part}`]?.words ?? {}))
    const translated = Object.fromEntries(
      sentences(files[`/src/words/${language.toLowerCase()}/${part}`]?.words ?? {}),
    )
    expect(Object.keys(translated)).toEqual(Object.keys(english))
    expect(translated['part']).toBe(english['part'])
    const wrong = Object.entries(translated).filter(([, sentence]) => !isTranslated(sentence))
    expect(wrong).toEqual([])
  })
})
