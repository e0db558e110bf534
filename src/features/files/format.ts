const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** 1 kB is 1000 bytes, as file managers and Intl have it. */
export function formatSize(bytes: number, language: string): string {
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: units[unit] ?? 'byte',
    unitDisplay: unit === 0 ? 'long' : 'short',
    maximumFractionDigits: value < 10 && unit > 0 ? 1 : 0,
  }).format(value)
}

export const formatSpeed = (bytes: number, language: string) => `${formatSize(bytes, language)}/s`

export function formatLeft(seconds: number, language: string): string {
  const [value, unit]: readonly [number, string] =
    seconds < 90
      ? [seconds, 'second']
      : seconds < 5400
        ? [seconds / 60, 'minute']
        : [seconds / 3600, 'hour']
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: unit,
    unitDisplay: 'long',
  }).format(Math.max(1, Math.round(value)))
}

/** Today by the time, before by the day. */
export function formatDate(milliseconds: number, language: string): string {
  const isToday = new Date(milliseconds).toDateString() === new Date().toDateString()
  return new Intl.DateTimeFormat(
    language,
    isToday ? { timeStyle: 'short' } : { dateStyle: 'medium' },
  ).format(milliseconds)
}
