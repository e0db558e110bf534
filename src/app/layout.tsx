import type { ReactNode } from 'react'
import { useConfig } from './config-context.ts'
import { HeaderNavigation } from './header-navigation.tsx'
import { Preferences } from './preferences.tsx'
import { paths } from '#src/paths.ts'
import { LogoMark } from '#src/ui/logo-mark.tsx'
import { Link } from '#src/ui/link.tsx'
import { words as english } from '#src/words/en/shell.ts'
import { useWords } from '#src/words/words.ts'
import styles from './layout.module.css'

export function Layout({ children }: { readonly children: ReactNode }) {
  const words = useWords(english)
  const { appName, endpoints } = useConfig()
  return (
    <div className={styles.layout}>
      <a className={styles.skip} href="#main">
        {words.skip}
      </a>
      <header className={styles.header}>
        <div className={styles.bar}>
          <Link to={paths.home} className={styles.brand}>
            <LogoMark />
            {appName}
          </Link>
          <HeaderNavigation />
        </div>
      </header>
      <main id="main" tabIndex={-1} className={styles.main}>
        {children}
      </main>
      <footer className={styles.footer}>
        <div className={styles.bar}>
          <p className={styles.links}>
            <Link to={paths.about}>{words.about}</Link>
            {import.meta.env.DEV && endpoints && (
              <a href={`${endpoints.userPool}/_local/`}>{words.inbox}</a>
            )}
          </p>
          <Preferences />
        </div>
      </footer>
    </div>
  )
}
