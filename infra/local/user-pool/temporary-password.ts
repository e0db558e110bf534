import type { Random } from '../random.ts'
import type { Pool } from './model.ts'

// Without what is easily taken for something else when typed off a screen.
const classes = ['abcdefghijkmnpqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ', '23456789', '!#%+-?@_']

/** One of each class whatever the policy asks for, so that it meets every policy. */
export function temporaryPassword(random: Random, { settings }: Pool): string {
  const length = Math.max(settings.PasswordPolicy.MinimumLength, 8)
  const all = classes.join('')
  const draw = (alphabet: string) =>
    alphabet[random.bytes(4).readUInt32BE() % alphabet.length] ?? ''
  const drawn = Array.from({ length }, (_, index) => draw(classes[index] ?? all))
  return drawn
    .map((char) => [random.bytes(4).readUInt32BE(), char] as const)
    .toSorted(([left], [right]) => left - right)
    .map(([, char]) => char)
    .join('')
}
