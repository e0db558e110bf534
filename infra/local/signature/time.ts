/** `20260131T235959Z` to milliseconds; undefined where it is not a real moment. */
export function parseBasicTime(text: string): number | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text)
  if (!parts) return undefined
  const [, year, month, day, hour, minute, second] = parts
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(time) ? undefined : time
}

export const basicTime = (time: number) => new Date(time).toISOString().replace(/[-:]|\.\d{3}/g, '')

/** `2026-01-31T23:59:59Z` */
export const secondsTime = (time: number) => new Date(time).toISOString().replace(/\.\d{3}/, '')
