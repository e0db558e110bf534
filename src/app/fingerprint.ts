import type { Config } from '#src/config.ts'

const places: ReadonlySet<string> = new Set([
  'region',
  'userPoolId',
  'userPoolClientId',
  'identityPoolId',
  'bucket',
  'endpoints',
] satisfies (keyof Config)[])

const sorted = (_key: string, value: unknown): unknown =>
  value && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value

/**
 * Of what prerendered markup can depend on: everything but ids and addresses. The browser hydrates
 * only markup whose fingerprint is that of its own config.json, so a settings change that was
 * deployed without a new build shows right, if a little later.
 */
export function fingerprint(config: Config): string {
  const shown = Object.entries(config).filter(([key]) => !places.has(key))
  const text = JSON.stringify(Object.fromEntries(shown), sorted)
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return (hash >>> 0).toString(36)
}
