import type { Config } from '#src/config.ts'

/**
 * Of what prerendered markup can depend on: everything but ids and addresses. The browser hydrates
 * only markup whose fingerprint is that of its own config.json, so a settings change that was
 * deployed without a new build shows right, if a little later.
 */
export function fingerprint(config: Config): string {
  const { region, userPoolId, userPoolClientId, identityPoolId, bucket, endpoints, ...rest } =
    config
  const text = JSON.stringify(rest, (_key, value: unknown) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return (hash >>> 0).toString(36)
}
