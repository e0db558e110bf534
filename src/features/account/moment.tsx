import { useLanguage } from '#src/words/words.ts'

/** A time in the words of the language and the time zone of the device. */
export function Moment({ at }: { readonly at: number }) {
  const language = useLanguage()
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' })
  return <time dateTime={new Date(at).toISOString()}>{format.format(at)}</time>
}
