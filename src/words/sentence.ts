import { createElement, type ReactElement } from 'react'
import { type Part, type Translation, useWords } from './words.ts'

interface Props<W extends Part> {
  readonly english: W
  readonly say: (words: Translation<W>) => string
}

const Sentence = <W extends Part>({ english, say }: Props<W>) => say(useWords(english))

/** Worded as it is drawn: kept in state, it follows a change of language. */
export const sentence = <W extends Part>(
  english: W,
  say: Props<W>['say'],
): ReactElement<Props<W>> => createElement(Sentence<W>, { english, say })
