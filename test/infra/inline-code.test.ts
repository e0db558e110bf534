import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { inlineCodeOf, mergeInlineCode, readInlineCode } from '#infra/inline-code.ts'

const hash = (code: string) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`

test('what a page carries inline, to the letter, and nothing that has an address', () => {
  const page = `<script>a < b\n</script><script type="module" src="/a.js"></script>
    <style>p { content: '–' }</style><style>b{}</style><link rel="stylesheet" href="/a.css">`
  const { scripts, styles } = inlineCodeOf([page])
  expect(scripts).toEqual([hash('a < b\n')])
  expect(styles).toEqual([hash("p { content: '–' }"), hash('b{}')].toSorted())
})

test('each once, however many pages carry it and in whatever order they come', () => {
  const [one, two] = [
    '<style>a{}</style><style>b{}</style>',
    '<style>b{}</style><script>c</script>',
  ]
  const together = inlineCodeOf([one, two])
  expect(together.styles).toHaveLength(2)
  expect(inlineCodeOf([two, one])).toEqual(together)
  expect(mergeInlineCode(inlineCodeOf([one]), inlineCodeOf([two]))).toEqual(together)
})

test('of a build: of every page in it, at any depth', async () => {
  const dist = await mkdtemp(join(tmpdir(), 'inline-'))
  onTestFinished(() => rm(dist, { recursive: true }))
  await mkdir(join(dist, 'sign-in'))
  await writeFile(join(dist, 'index.html'), '<script>a</script>')
  await writeFile(join(dist, 'sign-in/index.html'), '<style>b</style>')
  await writeFile(join(dist, 'a.js'), '<style>c</style>')
  expect(await readInlineCode(dist)).toEqual({ scripts: [hash('a')], styles: [hash('b')] })
})
