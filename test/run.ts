import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hasAwsCli } from '#test/support/aws-cli.ts'

/**
 * Every check, one after the other. A part that runs tests counts each of them, any other part
 * counts as one. `npm test -- lint unit` runs only the parts named.
 */
interface Part {
  readonly name: string
  readonly says: string
  readonly script: string
  /** Where its runner writes a report, which knows how many tests there were. */
  readonly report?: 'vitest' | 'playwright'
}

const parts: readonly Part[] = [
  { name: 'types', says: 'TypeScript, three projects', script: 'test:types' },
  { name: 'lint', says: 'rules, promises, import directions', script: 'test:lint' },
  { name: 'unused', says: 'unused files, exports, dependencies', script: 'test:unused' },
  { name: 'format', says: 'formatting', script: 'test:format' },
  { name: 'unit', says: 'app and infra', script: 'test:unit', report: 'vitest' },
  { name: 'aws-cli', says: 'the AWS command line', script: 'test:aws-cli', report: 'vitest' },
  { name: 'build', says: 'production build', script: 'build' },
  { name: 'size', says: 'size budget', script: 'test:size' },
  { name: 'browser', says: 'browser tests', script: 'test:browser', report: 'playwright' },
]

interface Outcome {
  readonly passed: number
  readonly failed: number
}

function run(script: string, extra: readonly string[], env: NodeJS.ProcessEnv): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['run', '--silent', script, ...extra], {
      stdio: 'inherit',
      env: { ...process.env, ...env },
      shell: process.platform === 'win32',
    })
    child.on('error', reject)
    child.on('close', (code) => resolve(code === 0))
  })
}

async function readReport(kind: 'vitest' | 'playwright', file: string): Promise<Outcome> {
  const report = JSON.parse(await readFile(file, 'utf8')) as {
    numPassedTests: number
    numFailedTests: number
    stats: { expected: number; unexpected: number; flaky: number }
  }
  return kind === 'vitest'
    ? { passed: report.numPassedTests, failed: report.numFailedTests }
    : { passed: report.stats.expected, failed: report.stats.unexpected + report.stats.flaky }
}

async function runPart(part: Part, folder: string): Promise<Outcome> {
  if (!part.report) {
    const ok = await run(part.script, [], {})
    return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 }
  }
  const file = join(folder, `${part.name}.json`)
  const ok =
    part.report === 'vitest'
      ? await run(
          part.script,
          ['--', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
          {},
        )
      : await run(part.script, ['--', '--reporter=list,json'], {
          PLAYWRIGHT_JSON_OUTPUT_FILE: file,
        })
  const outcome = await readReport(part.report, file).catch(() => ({ passed: 0, failed: 0 }))
  // A runner that fails outside its tests, or finds none, has failed all the same.
  const broken = (!ok && outcome.failed === 0) || outcome.passed + outcome.failed === 0
  return broken ? { ...outcome, failed: outcome.failed + 1 } : outcome
}

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !parts.some((part) => part.name === name))
if (unknown.length > 0) {
  console.error(
    `No part is called ${unknown.join(', ')}. There are: ${parts.map(({ name }) => name).join(', ')}`,
  )
  process.exit(2)
}

const folder = await mkdtemp(join(tmpdir(), 'checks-'))
const started = performance.now()
const lines: string[] = []
const total = { passed: 0, failed: 0 }

for (const part of parts) {
  if (wanted.length > 0 && !wanted.includes(part.name)) continue
  if (part.name === 'aws-cli' && !(await hasAwsCli())) {
    lines.push('  –  aws-cli   left out: there is no `aws` command on this machine')
    continue
  }
  console.log(`\n── ${part.name}: ${part.says}`)
  const since = performance.now()
  const { passed, failed } = await runPart(part, folder)
  total.passed += passed
  total.failed += failed
  const counts = part.report ? `${passed} passed, ${failed} failed` : ''
  lines.push(
    `  ${failed === 0 ? '✓' : '✗'}  ${part.name.padEnd(9)} ${seconds(since).padStart(8)}  ${counts}`,
  )
}

await rm(folder, { recursive: true })
console.log(`\n${lines.join('\n')}\n     all       ${seconds(started).padStart(8)}\n`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1
