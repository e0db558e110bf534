import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const titlesIn = (text: string) =>
  [...text.matchAll(/\b(?:test|describe)(?:\.each\([^)]*\))?\(\s*(['`"])(.*?)\1/gs)].map(
    ([, , title = '']) => title.replaceAll('’', "'"),
  )
const filesIn = (folder: string, ending: RegExp) =>
  readdirSync(new URL(folder, import.meta.url))
    .filter((name) => ending.test(name))
    .map((name) => [name.replace(/\..*/, ''), titlesIn(read(folder + name))] as const)

const screens = new Map(filesIn('src/features/auth/screens/', /\.test\.tsx$/))
const browser = new Map(filesIn('e2e/auth/', /\.spec\.ts$/))
const layer = new Map(filesIn('src/aws/', /\.test\.ts$/))

/** Each “title”, with the name of the file in front of it: `**browser** sign-in: “…”, “…”`. */
function namedIn(table: string) {
  const found: { readonly file: string; readonly where: typeof screens; readonly title: string }[] =
    []
  let [file, where] = ['', screens]
  const words = /(\*\*browser\*\* |session layer: )?\b([a-z-]+): (?=“)|“(.+?)”|\|/g
  for (const [all, place, name, title] of table.matchAll(words)) {
    if (all === '|') [file, where] = ['', screens]
    else if (name !== undefined)
      [file, where] = [
        name,
        place === undefined ? screens : place.startsWith('*') ? browser : layer,
      ]
    else if (title !== undefined && file !== '') found.push({ file, where, title })
  }
  return found
}

test('every test that the table of scenarios names is there', () => {
  const named = namedIn(read('e2e/auth/SCENARIOS.md'))
  expect(named.length).toBeGreaterThan(40)
  const missing = named.filter(({ file, where, title }) => {
    const begun = title.replace(/^… | …$/g, '').replaceAll('’', "'")
    return !where.get(file)?.some((it) => it.includes(begun))
  })
  expect(missing.map(({ file, title }) => `${file}: ${title}`)).toEqual([])
})
