const own = new Set(['localhost', '127.0.0.1', '[::1]'])

function hostname(host: string | undefined): string | undefined {
  if (!host || /[/?#@\s]/.test(host) || !URL.canParse(`http://${host}`)) return undefined
  return new URL(`http://${host}`).hostname.replace(/\.$/, '')
}

/**
 * Whether a Host header means this machine. A page elsewhere can have its own name resolve to
 * 127.0.0.1 and would then be of one origin with the stand-in; its Host header gives it away.
 */
export function isOwnHost(host: string | undefined, further: readonly string[] = []): boolean {
  const name = hostname(host)
  if (name === undefined) return false
  return own.has(name) || name.endsWith('.localhost') || further.includes(name)
}

/** Whether a request comes from a page that the stand-in served itself, or from no page at all. */
export function isOwnOrigin(
  origin: string | undefined,
  host: string | undefined,
  further: readonly string[] = [],
): boolean {
  if (origin === undefined) return true
  if (!URL.canParse(origin)) return false
  const from = new URL(origin)
  // A proxy in front rewrites Host, not Origin; its name is then in the list of further hosts.
  return from.host === host || further.includes(from.hostname)
}
