import { createInterface } from 'node:readline/promises'
import { chosenSettings } from './chosen-settings.ts'
import { createS3 } from './command/create-s3.ts'
import { emptyBucket } from './command/empty-bucket.ts'
import { run } from './command/run.ts'
import { CommandError, runCommand, say } from './command/run-command.ts'
import { stackOutputs } from './command/stack-outputs.ts'
import { findSurroundings } from './command/surroundings.ts'
import { createApp } from './create-app.ts'

const list = (text: string | undefined) => JSON.parse(text ?? '[]') as string[]

async function confirm(stackName: string) {
  if (process.argv.includes('--yes')) return
  if (!process.stdin.isTTY)
    throw new CommandError('Nobody is there to ask: add --yes to destroy without a question.')
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await terminal.question(`Type ${stackName} to destroy it: `)
  terminal.close()
  if (answer.trim() !== stackName) throw new CommandError('Nothing was destroyed.')
}

await runCommand(async () => {
  const settings = chosenSettings()
  const { account, region } = await findSurroundings()
  const { app, stack } = createApp(settings, { outdir: 'cdk.out' })
  const outputs = await stackOutputs(region, stack.stackName)
  if (!outputs)
    throw new CommandError(
      `There is no ${stack.stackName} in account ${account}, region ${region}.`,
    )
  const kept = list(outputs.get('Kept'))
  say(`${stack.stackName} in account ${account}, region ${region}:`)
  say(
    kept.length > 0
      ? `these stay, with everything in them: ${kept.join(', ')}.`
      : 'everything goes, with every account and every file.',
  )
  await confirm(stack.stackName)

  const s3 = createS3(region)
  for (const bucket of list(outputs.get('Emptied')))
    say(`${await emptyBucket(s3, bucket)} objects removed from ${bucket}.`)
  s3.destroy()
  app.synth()
  await run(
    'aws-cdk',
    'cdk',
    ['destroy', stack.stackName, '--app', 'cdk.out', '--force', '--no-notices'],
    { AWS_REGION: region },
  )
  say(kept.length > 0 ? `${stack.stackName} is gone. Kept: ${kept.join(', ')}.` : 'All is gone.')
})
