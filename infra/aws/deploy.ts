import { mergeInlineCode, readInlineCode } from '#infra/inline-code.ts'
import { chosenSettings } from './chosen-settings.ts'
import { createS3 } from './command/create-s3.ts'
import { run } from './command/run.ts'
import { CommandError, runCommand, say } from './command/run-command.ts'
import { servedInlineCode } from './command/served-inline-code.ts'
import { stackOutputs } from './command/stack-outputs.ts'
import { findSurroundings } from './command/surroundings.ts'
import { uploadSite } from './command/upload-site.ts'
import { createApp, stackName } from './create-app.ts'

await runCommand(async () => {
  const settings = chosenSettings()
  const { account, region } = await findSurroundings()
  const name = stackName(settings)
  say(`${name} goes to account ${account}, region ${region}.`)

  await run('vite', 'vite', ['build'])
  const s3 = createS3(region)
  // The pages that are there now are served until the new ones are uploaded, under the new policy.
  const before = (await stackOutputs(region, name))?.get('SiteBucket')
  const inlineCode = mergeInlineCode(
    await readInlineCode('dist'),
    ...(before ? [await servedInlineCode(s3, before)] : []),
  )
  createApp(settings, { outdir: 'cdk.out', inlineCode }).app.synth()
  await run(
    'aws-cdk',
    'cdk',
    [
      'deploy',
      name,
      '--app',
      'cdk.out',
      '--require-approval',
      'never',
      '--no-notices',
      '--no-version-reporting',
    ],
    { AWS_REGION: region },
  )

  const outputs = await stackOutputs(region, name)
  const bucket = outputs?.get('SiteBucket')
  const config = outputs?.get('Config')
  if (!bucket || !config)
    throw new CommandError(`${name} is there, but without the outputs it should have.`)
  const { uploaded } = await uploadSite({ s3, bucket, dist: 'dist', config })
  s3.destroy()
  say(`${uploaded} files were uploaded. The app is at ${outputs?.get('SiteAddress') ?? ''}`)
})
