/*
 * How long the stand-in takes until it answers, in a process of its own, beside the least that Node
 * needs for an HTTP server.
 */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../infra/local/run.js', import.meta.url))
const bare =
  "require('node:http').createServer().listen(0, '127.0.0.1', () => console.log('ready'))"

/** Until the first line on standard output. */
function start(parameters: readonly string[]): Promise<number> {
  const since = performance.now()
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, parameters, { stdio: ['ignore', 'pipe', 'ignore'] })
    child.on('error', reject)
    child.on('exit', () => reject(new Error('it ended before it was ready')))
    child.stdout.once('data', () => {
      child.removeAllListeners('exit')
      child.kill()
      resolve(performance.now() - since)
    })
  })
}

const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN

const standIn: number[] = []
const server: number[] = []
for (let round = 0; round < 7; round++) {
  standIn.push(await start([main, '--port', '0', '--ephemeral']))
  server.push(await start(['-e', bare]))
}
const [ours, least] = [median(standIn), median(server)]
console.log('\nUntil the stand-in answers, template cached, median of 7')
console.log(`  a bare Node server  ${least.toFixed(0).padStart(6)} ms   1.0`)
console.log(
  `  the stand-in        ${ours.toFixed(0).padStart(6)} ms   ${(ours / least).toFixed(1)}`,
)
