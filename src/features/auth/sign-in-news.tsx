import { useAppSelector } from '#src/app/hooks.ts'
import { Notice } from '#src/ui/notice.tsx'
import { words as english } from '#src/words/en/auth.ts'
import { useWords } from '#src/words/words.ts'
import { selectAuth } from './auth-selectors.ts'

/** Why one is on this screen, if something has led here. */
export function SignInNews() {
  const { signIn: words } = useWords(english)
  const auth = useAppSelector(selectAuth)
  if (auth.status !== 'signed-out') return null
  if (auth.done)
    return (
      <Notice tone="success" live>
        {auth.done === 'confirmed' ? words.confirmed : words.passwordChanged}
      </Notice>
    )
  return auth.reason === 'step-expired' ? (
    <Notice tone="info" live>
      {words.expired}
    </Notice>
  ) : null
}
