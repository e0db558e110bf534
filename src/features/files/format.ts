const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** Making a formatter takes a hundred times as long as using it, and every row of a list does. */
function remembered<T>(make: (language: string, kind: string) => T) {
  const made = new Map<string, T>()
  return (language: string, kind = '') => {
    const key = `${language} ${kind}`
    const found = made.get(key) ?? make(language, kind)
    made.set(key, found)
    return found
  }
}

/** `kind`: a unit and how many digits may follow the point. */
const sizes = remembered((language, kind) => {
  const [unit = '', digits] = kind.split(' ')
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: unit === 'byte' ? 'long' : 'short',
    maximumFractionDigits: Number(digits),
  })
})
const times = remembered((language) => new Intl.DateTimeFormat(language, { timeStyle: 'short' }))
const days = remembered((language) => new Intl.DateTimeFormat(language, { dateStyle: 'medium' }))

/** 1 kB is 1000 bytes, as file managers and Intl have it. */
export function formatSize(bytes: number, language: string): string {
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  const digits = value < 10 && unit > 0 ? 1 : 0
  return sizes(language, `${units[unit] ?? 'byte'} ${digits}`).format(value)
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
  return (isToday ? times(language) : days(language)).format(milliseconds)
}
