import { execFile } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { expect, onTestFinished, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const run = promisify(execFile)

/** The project in a folder of its own, to be changed. */
async function copyProject() {
  const folder = await mkdtemp(join(tmpdir(), 'without-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  for (const name of ['src', 'infra', 'index.html', 'package.json', 'tsconfig.json'])
    await cp(join(root, name), join(folder, name), { recursive: true })
  await cp(join(root, 'vite.config.ts'), join(folder, 'vite.config.ts'))
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  return folder
}

async function cut(file: string, what: RegExp) {
  const before = await readFile(file, 'utf8')
  const after = before.replace(what, '')
  expect(after, `${file} has it`).not.toBe(before)
  await writeFile(file, after)
}

/** The build follows every import but those of types, which it drops: none may be left of them. */
async function mentions(folder: string, what: string) {
  const found: string[] = []
  for (const top of ['src', 'infra']) {
    const entries = await readdir(join(folder, top), { recursive: true, withFileTypes: true })
    for (const entry of entries.filter((it) => it.isFile())) {
      const file = join(entry.parentPath, entry.name)
      if ((await readFile(file, 'utf8')).includes(what)) found.push(file)
    }
  }
  return found
}

test('without files: the folder, its route and its link gone, the rest is an app', async () => {
  const folder = await copyProject()
  await rm(join(folder, 'src/features/files'), { recursive: true })
  await cut(join(folder, 'src/app/routes.tsx'), / {2}route\(\s*`\$\{paths\.files\}[^]*?\n {2}\),\n/)
  await cut(join(folder, 'src/app/header-navigation.tsx'), / *<Link to=\{paths\.files\}>.*\n/)
  expect(await mentions(folder, 'features/files')).toEqual([])
  const { stdout } = await run(
    process.execPath,
    [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'info'],
    { cwd: folder },
  )
  expect(stdout).toContain('built in')
  expect(stdout).not.toContain('files-page')
})
