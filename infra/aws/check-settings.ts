import type { Settings } from './settings-type.ts'

export class SettingsError extends Error {
  override name = 'SettingsError'
}

export function checkSettings(settings: Omit<Settings, 'stage'> & { stage: string }): Settings {
  if (settings.stage !== 'development' && settings.stage !== 'production')
    throw new SettingsError(`stage must be development or production, not ${settings.stage}`)
  return { ...settings, stage: settings.stage }
}
