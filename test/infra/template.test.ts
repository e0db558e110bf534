import { createTemplateReader, TemplateError } from '#infra/template.ts'
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plain } from './aws/synthesise.ts'

type Reader = ReturnType<typeof createTemplateReader>
type Template = Awaited<ReturnType<Reader['readTemplate']>>

/** A copy of what a template is made of, so that its files can be changed. */
let root = ''
let cache = ''
const reader = () => createTemplateReader({ root, cache })
const settings = () => join(root, 'infra/settings.ts')
const change = async (...changes: readonly (readonly [from: string, to: string])[]) => {
  let text = await readFile(settings(), 'utf8')
  for (const [from, to] of changes) {
    expect(text).toContain(from)
    text = text.replace(from, to)
  }
  await writeFile(settings(), text)
}
const policyOf = ({ Resources }: Template) => {
  const pool = Object.values(Resources).find(({ Type }) => Type === 'AWS::Cognito::UserPool')
  return pool?.Properties?.['Policies'] as { PasswordPolicy: { MinimumLength: number } }
}
const cached = async () => (await readdir(cache)).filter((name) => name.endsWith('.json'))

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'project-'))
  cache = join(root, 'cache')
  for (const name of ['package.json', 'tsconfig.json', 'infra/aws', 'infra/prerendered.ts'])
    await cp(name, join(root, name), { recursive: true })
  await writeFile(settings(), `export const settings = ${JSON.stringify(plain)}`)
  await symlink(join(process.cwd(), 'node_modules'), join(root, 'node_modules'))
})
afterAll(() => rm(root, { recursive: true }))

describe('the template', () => {
  test('is made once for all who ask at the same time, in this process and in another', async () => {
    const [here, elsewhere] = [reader(), reader()]
    const [first, second, third] = await Promise.all([
      here.readTemplate(),
      here.readTemplate(),
      elsewhere.readTemplate(),
    ])
    expect(second).toBe(first)
    expect(third).toEqual(first)
    expect(policyOf(first).PasswordPolicy.MinimumLength).toBeGreaterThan(5)
    expect(await readdir(cache)).toEqual(await cached())
  })

  test('is read from the cache as long as nothing it is made of changes', async () => {
    const [name = ''] = await cached()
    const file = join(cache, name)
    const before = await readFile(file, 'utf8')
    await writeFile(file, '{"Resources":{},"Description":"from the cache"}')
    expect(await reader().readTemplate()).toHaveProperty('Description', 'from the cache')
    await writeFile(file, before)
  })
})

describe('a change while somebody watches', () => {
  test('comes with the save, be it good, bad or taken back', async () => {
    const heard: (Template | Error)[] = []
    let wake: (() => void) | undefined
    const hear = (news: unknown) => {
      heard.push(news as Template | Error)
      wake?.()
    }
    const next = async () => {
      if (heard.length === 0) await new Promise<void>((resolve) => (wake = resolve))
      return heard.shift()
    }
    const { readTemplate, watchTemplate } = reader()
    const usual = await readTemplate()
    const watching = watchTemplate(hear, hear)
    try {
      await change(['Length":8', 'Length":4'])
      const error = await next()
      expect(error).toBeInstanceOf(TemplateError)
      expect((error as Error).message).toBe(
        'infra/settings.ts: passwordPolicy.minimumLength must be a whole number from 6 to 99, not 4.',
      )

      await change(['Length":4', 'Length":12'], ['"stage":"development"', '"stage":"production"'])
      const other = (await next()) as Template
      expect(policyOf(other).PasswordPolicy.MinimumLength).toBe(12)
      // It is of development, whatever is about to be deployed.
      expect(JSON.stringify(other)).toContain('http://localhost:5173')
      expect(JSON.stringify(other)).not.toContain('"Retain"')

      await change(['Length":12', 'Length":8'], ['"stage":"production"', '"stage":"development"'])
      expect(await next()).toEqual(usual)
    } finally {
      watching.close()
    }
  })
})
