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

type Titles = ReadonlyMap<string, readonly string[]>

const screens: Titles = new Map(filesIn('src/features/auth/screens/', /\.test\.tsx$/))
const tests = /\.test\.tsx?$/
const places: Readonly<Record<string, Titles>> = {
  '**browser** ': new Map(filesIn('e2e/auth/', /\.spec\.ts$/)),
  'session layer: ': new Map(filesIn('src/aws/', tests)),
  'unit: ': new Map(filesIn('src/features/auth/', tests)),
  'account: ': new Map(filesIn('src/features/account/', tests)),
  'ui: ': new Map(filesIn('src/ui/', tests)),
  'words: ': new Map(filesIn('src/words/', tests)),
}

/** Each “title”, with the name of the file in front of it: `**browser** sign-in: “…”, “…”`. */
function namedIn(row: string) {
  const found: { readonly file: string; readonly where: Titles; readonly title: string }[] = []
  let [file, where] = ['', screens]
  const words =
    /(\*\*browser\*\* |session layer: |unit: |account: |ui: |words: )?\b([a-z-]+): (?=“)|“(.+?)”/g
  for (const [, place, name, title] of row.matchAll(words)) {
    if (name !== undefined) [file, where] = [name, places[place ?? ''] ?? screens]
    else if (title !== undefined && file !== '') found.push({ file, where, title })
  }
  return found
}

const rows = read('e2e/auth/SCENARIOS.md')
  .split('\n')
  .filter(
    (line) => line.startsWith('| ') && !/^\| (-+|what theirs shows.*|scenario +) \|/.test(line),
  )
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, scenario = '', ours = '']) => ({ scenario, ours }))
/** Of several scenarios, which follow. */
const isHeading = ({ scenario, ours }: (typeof rows)[number]) =>
  /^\*\*.*\*\*$/.test(scenario) && ours === ''

test('every test that the table of scenarios names is there', () => {
  const missing = rows
    .flatMap(({ ours }) => namedIn(ours))
    .filter(({ file, where, title }) => {
      const begun = title.replace(/^… | …$/g, '').replaceAll('’', "'")
      return !where.get(file)?.some((it) => it.includes(begun))
    })
  expect(missing.map(({ file, title }) => `${file}: ${title}`)).toEqual([])
})

test('every scenario is tested, or said to be none of ours', () => {
  expect(rows.length).toBeGreaterThan(55)
  const open = rows.filter(
    (row) =>
      !isHeading(row) &&
      namedIn(row.ours).length === 0 &&
      !/^(not offered|does not apply)/.test(row.ours),
  )
  expect(open.map(({ scenario }) => scenario)).toEqual([])
})
