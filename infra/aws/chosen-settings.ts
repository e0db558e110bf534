import { settings } from '#infra/settings.ts'
import { checkSettings } from './check-settings.ts'

/** settings.ts, checked, with the stage that STAGE asks for. */
export const chosenSettings = (stage = process.env['STAGE']) =>
  checkSettings(stage ? { ...settings, stage } : settings)
