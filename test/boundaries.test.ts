import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Where somebody writes which import, and whether the house allows it. */
const imports: readonly (readonly [file: string, from: string, allowed: boolean])[] = [
  ['src/config.ts', './paths.ts', false],
  ['src/paths.ts', 'react', false],
  ['src/words/words.ts', 'react', true],
  ['src/words/en/home.ts', '#src/ui/button.tsx', false],
  ['src/aws/session.ts', '#src/config.ts', true],
  ['src/aws/session.ts', 'amazon-cognito-identity-js', true],
  ['src/aws/session.ts', 'react', false],
  ['src/aws/session.ts', '@reduxjs/toolkit', false],
  ['src/aws/session.ts', '#src/ui/button.tsx', false],
  ['src/aws/session.ts', '#src/words/words.ts', false],
  ['src/aws/session.ts', '#src/features/auth/auth-slice.ts', false],
  ['src/aws/session.ts', '#src/app/store.ts', false],
  ['src/aws/session.ts', '#infra/settings.ts', false],
  ['src/aws/session.ts', '../config.ts', false],
  ['src/ui/button.tsx', 'react', true],
  ['src/ui/button.tsx', '#src/words/words.ts', true],
  ['src/ui/button.tsx', 'react-redux', false],
  ['src/ui/button.tsx', '#src/aws/session.ts', false],
  ['src/ui/button.tsx', '#src/features/auth/auth-slice.ts', false],
  ['src/ui/button.tsx', '#src/app/hooks.ts', false],
  ['src/ui/button.tsx', '@aws-sdk/client-s3', false],
  ['src/features/files/files-page.tsx', '#src/ui/button.tsx', true],
  ['src/features/files/files-page.tsx', '#src/aws/file-store.ts', true],
  ['src/features/files/files-page.tsx', '#src/app/hooks.ts', true],
  ['src/features/files/files-page.tsx', '#src/app/with-types.ts', true],
  ['src/features/files/files-page.tsx', '#src/app/store.ts', false],
  ['src/features/files/files-page.tsx', '#src/features/auth/auth-slice.ts', false],
  ['src/features/files/files-page.tsx', '@aws-sdk/client-s3', false],
  ['src/features/files/files-page.tsx', 'node:path', false],
  ['src/app/layout.tsx', '#src/features/auth/auth-slice.ts', true],
  ['src/app/layout.tsx', '#src/main.tsx', false],
  ['src/app/layout.tsx', 'amazon-cognito-identity-js', false],
  ['src/main.tsx', '#src/app/app.tsx', true],
  ['src/main.tsx', '#test/run.ts', false],
  ['infra/aws/stack.ts', '#infra/settings.ts', true],
  ['infra/aws/stack.ts', '#infra/local/create-aws.ts', false],
  ['infra/aws/stack.ts', '#src/paths.ts', false],
  ['infra/aws/stack.ts', '#test/run.ts', false],
  ['infra/local/listen.ts', '#infra/aws/stack.ts', false],
  ['infra/local/listen.ts', '#infra/settings.ts', false],
  ['infra/local/listen.ts', 'aws-cdk-lib', false],
  ['infra/local/listen.ts', '#src/config.ts', false],
  ['infra/local/listen.ts', '#test/run.ts', false],
]

const typesOf: readonly (readonly [file: string, from: string, allowed: boolean])[] = [
  ['infra/local/listen.ts', '#src/config.ts', true],
  ['infra/aws/stack.ts', '#src/config.ts', true],
  ['infra/local/listen.ts', '#src/paths.ts', false],
]

interface Planted {
  readonly name: string
  readonly file: string
  readonly source: string
  readonly allowed: boolean
}

const planted: readonly Planted[] = [
  ...imports.map(([file, from, allowed]) => ({
    name: `${file} may ${allowed ? '' : 'not '}import ${from}`,
    file,
    source: `import { thing } from '${from}'\nexport const used = thing\n`,
    allowed,
  })),
  ...typesOf.map(([file, from, allowed]) => ({
    name: `${file} may ${allowed ? '' : 'not '}import types of ${from}`,
    file,
    source: `import type { Thing } from '${from}'\nexport type Used = Thing\n`,
    allowed,
  })),
]

/** The files with a breach, by the number of the case that planted it. */
let breached: Set<number>
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'boundaries-'))
  const config = await readFile(join(root, '.oxlintrc.json'), 'utf8')
  // Options are for the folder where the linter is started.
  const rules = config.replace(/"options": \{[^}]*\},/, '')
  // Each case is a tree of its own, so that the rules' paths hold.
  for (const [index, { file, source }] of planted.entries()) {
    const target = join(folder, String(index), file)
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, source)
    await writeFile(join(folder, String(index), '.oxlintrc.json'), rules)
  }
  const oxlint = join(root, 'node_modules/.bin/oxlint')
  const output = await new Promise<string>((resolve) => {
    // It exits with 1 when it finds something, which here is the point.
    execFile(oxlint, ['-f', 'json', '.'], { cwd: folder, maxBuffer: 1 << 26 }, (_code, stdout) =>
      resolve(stdout),
    )
  })
  const { diagnostics } = JSON.parse(output) as {
    diagnostics: readonly { code: string; filename: string }[]
  }
  breached = new Set(
    diagnostics
      .filter(({ code }) => code.includes('no-restricted-imports'))
      .map(({ filename }) => Number.parseInt(filename, 10)),
  )
})

afterAll(() => rm(folder, { recursive: true }))

describe('directions of import', () => {
  test.each(planted.map((plant, index) => [plant.name, index, plant.allowed] as const))(
    '%s',
    (_name, index, allowed) => {
      expect(breached.has(index)).toBe(!allowed)
    },
  )
})
