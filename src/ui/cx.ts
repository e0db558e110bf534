/** Joins class names; CSS modules type each of them as possibly missing. */
export const cx = (...names: (string | false | null | undefined)[]): string =>
  names.filter(Boolean).join(' ')
