import { use, useSyncExternalStore } from 'react'

/** Adding a language: a line here and a folder beside `en` with the same files. */
export const languages = { en: 'English', 'zh-Hans': '简体中文' } as const
export type Language = keyof typeof languages

/** Every part of the catalogue names its own file, so that other languages load part by part. */
export interface Part {
  readonly part: string
}

/** What a translation must be: the same keys, texts for texts, functions of the same arguments. */
export type Translation<W> = {
  readonly [K in keyof W]: W[K] extends string
    ? K extends 'part'
      ? W[K]
      : string
    : W[K] extends (...values: infer A) => string
      ? (...values: A) => string
      : Translation<W[K]>
}

const files = import.meta.glob<{ words: Part }>(['./*/*.ts', '!./en/*'])
const loading = new Map<string, Promise<Part>>()
const missing = new Set<string>()
const used = new Set<string>()
const listeners = new Set<() => void>()
let current: Language = 'en'

const pathOf = (language: Language, part: string) => `./${language.toLowerCase()}/${part}.ts`

function load(path: string): Promise<Part> {
  const running = loading.get(path)
  if (running) return running
  const file = files[path]
  if (!file) throw new Error(`No words at ${path}`)
  const promise: Promise<Part> = file().then(({ words }) => {
    // What a promise says of itself React reads at once, without suspending.
    void Object.assign(promise, { status: 'fulfilled', value: words })
    return words
  })
  // A failed download (offline) must not stay failed for the life of the page.
  promise.catch(() => {
    loading.delete(path)
    missing.add(path)
  })
  loading.set(path, promise)
  return promise
}

export const isLanguage = (value: unknown): value is Language =>
  typeof value === 'string' && Object.hasOwn(languages, value)

export const language = (): Language => current

/** Switches once the words of everything on the screen are here, so that nothing flashes. */
export async function setLanguage(next: Language): Promise<void> {
  if (next !== 'en') await Promise.all([...used].map((part) => load(pathOf(next, part))))
  missing.clear()
  current = next
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useLanguage = (): Language => useSyncExternalStore(subscribe, language, () => current)

export function useWords<W extends Part>(english: W): Translation<W> {
  const chosen = useLanguage()
  used.add(english.part)
  const path = pathOf(chosen, english.part)
  // Asked for again with every render, words that cannot be had would be asked for on and on.
  if (chosen === 'en' || missing.has(path)) return english as unknown as Translation<W>
  return use(load(path)) as unknown as Translation<W>
}
