const ending = 9

/** What is seen as one: a letter with its accents, people of a family joined in one emoji. */
const lettersOf = (text: string) => text.match(/.(?:\p{M}|\p{Emoji_Modifier}|\u200d.)*/gsu) ?? []

/** A name in two, the second so short that there is always room for it. */
export function splitName(name: string): readonly [start: string, end: string] {
  const letters = lettersOf(name)
  const cut = letters.length - (letters.length > 2 * ending ? ending : 0)
  return [letters.slice(0, cut).join(''), letters.slice(cut).join('')]
}

/** For sentences, which have no room for all of it. */
export function shortName(name: string, most = 60): string {
  const [start, end] = splitName(name)
  const letters = lettersOf(start)
  return letters.length + ending <= most
    ? name
    : `${letters.slice(0, most - ending).join('')}…${end}`
}
