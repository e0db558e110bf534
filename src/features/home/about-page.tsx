import { PageHeading } from '#src/ui/page-heading.tsx'
import { PageTitle } from '#src/ui/page-title.tsx'
import { words as english } from '#src/words/en/about.ts'
import { useWords } from '#src/words/words.ts'
import styles from './about-page.module.css'

export function AboutPage() {
  const words = useWords(english)
  return (
    <article className={styles.article}>
      <PageTitle>{words.title}</PageTitle>
      <PageHeading>{words.title}</PageHeading>
      <p className={styles.lead}>{words.lead}</p>
      {words.sections.map(({ title, text }) => (
        <section key={title}>
          <h2>{title}</h2>
          <p>{text}</p>
        </section>
      ))}
    </article>
  )
}
