import { useLocation } from 'react-router-dom'
import { useAppSelector } from '#src/app/hooks.ts'
import { paths } from '#src/paths.ts'
import { ButtonLink } from '#src/ui/button.tsx'
import { words as english } from '#src/words/en/signed-out.ts'
import { useWords } from '#src/words/words.ts'
import { AuthCard } from './auth-card.tsx'
import { selectSignedOutReason } from './auth-selectors.ts'
import { useReturnTo } from './return-to.ts'
import styles from './signed-out-page.module.css'

const known = ['ended', 'elsewhere', 'replaced', 'deleted'] as const

/** The guard that leads here hands the reason on; the store forgets it at a reload. */
export function SignedOutPage() {
  const words = useWords(english)
  const { returnTo, keepingReturn } = useReturnTo()
  const { state } = useLocation() as { state: { reason?: unknown } | null }
  const current = useAppSelector(selectSignedOutReason)
  const reason = known.find((it) => it === (state?.reason ?? current)) ?? 'byChoice'
  const { title, lead } = words[reason]
  return (
    <AuthCard title={title} lead={lead}>
      <div className={styles.ways}>
        {reason !== 'deleted' && (
          <ButtonLink variant="primary" wide to={keepingReturn(paths.signIn)}>
            {words.again}
          </ButtonLink>
        )}
        {returnTo === undefined && (
          <ButtonLink variant="quiet" wide to={paths.home}>
            {words.home}
          </ButtonLink>
        )}
      </div>
    </AuthCard>
  )
}
