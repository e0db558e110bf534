import { chosenSettings } from './chosen-settings.ts'
import { createS3 } from './command/create-s3.ts'
import { run } from './command/run.ts'
import { CommandError, runCommand, say } from './command/run-command.ts'
import { stackOutputs } from './command/stack-outputs.ts'
import { findSurroundings } from './command/surroundings.ts'
import { uploadSite } from './command/upload-site.ts'
import { createApp } from './create-app.ts'

await runCommand(async () => {
  const settings = chosenSettings()
  const { account, region } = await findSurroundings()
  const { app, stack } = createApp(settings, { outdir: 'cdk.out' })
  app.synth()
  say(`${stack.stackName} goes to account ${account}, region ${region}.`)

  await run('vite', 'vite', ['build'])
  await run(
    'aws-cdk',
    'cdk',
    [
      'deploy',
      stack.stackName,
      '--app',
      'cdk.out',
      '--require-approval',
      'never',
      '--no-notices',
      '--no-version-reporting',
    ],
    { AWS_REGION: region },
  )

  const outputs = await stackOutputs(region, stack.stackName)
  const bucket = outputs?.get('SiteBucket')
  const config = outputs?.get('Config')
  if (!bucket || !config)
    throw new CommandError(`${stack.stackName} is there, but without the outputs it should have.`)
  const s3 = createS3(region)
  const { uploaded } = await uploadSite({ s3, bucket, dist: 'dist', config })
  s3.destroy()
  say(`${uploaded} files were uploaded. The app is at ${outputs?.get('SiteAddress') ?? ''}`)
})
