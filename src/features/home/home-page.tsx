import { paths } from '#src/paths.ts'
import { ButtonLink } from '#src/ui/button.tsx'
import { PageHeading } from '#src/ui/page-heading.tsx'
import { PageTitle } from '#src/ui/page-title.tsx'
import { words as english } from '#src/words/en/home.ts'
import { useWords } from '#src/words/words.ts'
import styles from './home-page.module.css'

export function HomePage() {
  const words = useWords(english)
  return (
    <>
      <PageTitle>{words.title}</PageTitle>
      <section className={styles.hero}>
        <div className={styles.pitch}>
          <PageHeading>{words.title}</PageHeading>
          <p className={styles.lead}>{words.lead}</p>
          <div className={styles.actions}>
            <ButtonLink variant="primary" size="large" to={paths.signUp}>
              {words.start}
            </ButtonLink>
            <ButtonLink size="large" to={paths.signIn}>
              {words.signIn}
            </ButtonLink>
          </div>
        </div>
        <figure className={styles.way}>
          <figcaption>{words.wayTitle}</figcaption>
          <ol className={styles.stops}>
            {words.way.map(({ from, to }) => (
              <li key={from}>
                <b>{from}</b>
                <span>{to}</span>
              </li>
            ))}
          </ol>
        </figure>
      </section>

      <section className={styles.section}>
        <h2>{words.tryTitle}</h2>
        <p className={styles.quiet}>{words.tryLead}</p>
        <ol className={styles.steps}>
          {words.steps.map(({ title, text }) => (
            <li key={title}>
              <h3>{title}</h3>
              <p>{text}</p>
            </li>
          ))}
        </ol>
      </section>

      <section className={styles.section}>
        <h2>{words.builtTitle}</h2>
        <dl className={styles.built}>
          {words.built.map(({ title, text }) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  )
}
