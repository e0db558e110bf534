import { chosenSettings } from './chosen-settings.ts'
import { runCommand } from './command/run-command.ts'
import { createApp } from './create-app.ts'

await runCommand(() => {
  createApp(chosenSettings(), { outdir: process.env['CDK_OUTDIR'] ?? 'cdk.out' }).app.synth()
})
