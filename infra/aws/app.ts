import { settings } from '#infra/settings.ts'
import { checkSettings, SettingsError } from './check-settings.ts'
import { createApp } from './create-app.ts'

try {
  const stage = process.env['STAGE']
  const chosen = checkSettings(stage ? { ...settings, stage } : settings)
  // The CLI says by CDK_OUTDIR where it wants the template.
  createApp(chosen, { outdir: process.env['CDK_OUTDIR'] ?? 'cdk.out' }).app.synth()
} catch (error) {
  process.stderr.write(
    `${error instanceof SettingsError ? error.message : String((error as Error).stack)}\n`,
  )
  process.exitCode = 1
}
