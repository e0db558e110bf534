import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hasAwsCli } from '#test/support/aws-cli.ts'

/**
 * Every check, in rounds: what is in one round runs side by side and is shown when it is done. A
 * part that runs tests counts each of them, any other part counts as one. `npm test -- lint unit`
 * runs only the parts named.
 */
interface Part {
  readonly name: string
  readonly says: string
  readonly script: string
  /** Where its runner writes a report, which knows how many tests there were. */
  readonly report?: 'vitest' | 'playwright'
}

const rounds: readonly (readonly Part[])[] = [
  [
    { name: 'types', says: 'TypeScript, three projects', script: 'test:types' },
    { name: 'lint', says: 'rules, promises, import directions', script: 'test:lint' },
    { name: 'unused', says: 'unused files, exports, dependencies', script: 'test:unused' },
    { name: 'format', says: 'formatting', script: 'test:format' },
  ],
  [{ name: 'unit', says: 'app and infra', script: 'test:unit', report: 'vitest' }],
  [
    { name: 'aws-cli', says: 'the AWS command line', script: 'test:aws-cli', report: 'vitest' },
    { name: 'build', says: 'production build', script: 'build' },
  ],
  [{ name: 'size', says: 'size budget', script: 'test:size' }],
  [{ name: 'browser', says: 'browser tests', script: 'test:browser', report: 'playwright' }],
]
const names = rounds.flat().map(({ name }) => name)

interface Outcome {
  readonly passed: number
  readonly failed: number
}

interface Result extends Outcome {
  readonly said: string
  readonly took: number
}

/** A runner that is alone is heard as it speaks; of several, each in turn. */
function run(script: string, extra: readonly string[], env: NodeJS.ProcessEnv, alone: boolean) {
  return new Promise<{ readonly ok: boolean; readonly said: string }>((resolve, reject) => {
    const child = spawn('npm', ['run', '--silent', script, ...extra], {
      stdio: alone ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      env: { ...(process.stdout.isTTY && { FORCE_COLOR: '1' }), ...process.env, ...env },
      shell: process.platform === 'win32',
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => (said += text))
    child.on('error', reject)
    child.on('close', (code) => resolve({ ok: code === 0, said }))
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

async function runPart(part: Part, folder: string, alone: boolean): Promise<Result> {
  const since = performance.now()
  const file = join(folder, `${part.name}.json`)
  const [extra, env] =
    part.report === 'vitest'
      ? [['--', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`], {}]
      : part.report === 'playwright'
        ? [['--', '--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_FILE: file }]
        : [[], {}]
  const { ok, said } = await run(part.script, extra, env, alone)
  const took = performance.now() - since
  if (!part.report) return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, said, took }
  const outcome = await readReport(part.report, file).catch(() => ({ passed: 0, failed: 0 }))
  // A runner that fails outside its tests, or finds none, has failed all the same.
  const broken = (!ok && outcome.failed === 0) || outcome.passed + outcome.failed === 0
  return { passed: outcome.passed, failed: outcome.failed + (broken ? 1 : 0), said, took }
}

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !names.includes(name))
if (unknown.length > 0) {
  console.error(`No part is called ${unknown.join(', ')}. There are: ${names.join(', ')}`)
  process.exit(2)
}

const folder = await mkdtemp(join(tmpdir(), 'checks-'))
const started = performance.now()
const lines: string[] = []
const total = { passed: 0, failed: 0 }
const withoutAws = !(await hasAwsCli())

for (const round of rounds) {
  const parts = round.filter(({ name }) => {
    if (wanted.length > 0 && !wanted.includes(name)) return false
    if (name !== 'aws-cli' || !withoutAws) return true
    lines.push('  –  aws-cli   left out: there is no `aws` command on this machine')
    return false
  })
  const alone = parts.length === 1
  for (const { name, says } of parts) console.log(`── ${name}: ${says}`)
  const results = parts.map(async (part) => {
    const result = await runPart(part, folder, alone)
    if (result.said.trim()) console.log(`\n── what ${part.name} says\n${result.said}`)
    return { part, result }
  })
  for (const { part, result } of await Promise.all(results)) {
    const { passed, failed, took } = result
    total.passed += passed
    total.failed += failed
    const counts = part.report ? `${passed} passed, ${failed} failed` : ''
    const sign = failed === 0 ? '✓' : '✗'
    lines.push(`  ${sign}  ${part.name.padEnd(9)} ${seconds(took).padStart(8)}  ${counts}`)
  }
}

await rm(folder, { recursive: true })
const all = seconds(performance.now() - started)
console.log(`\n${lines.join('\n')}\n     all       ${all.padStart(8)}\n`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1
