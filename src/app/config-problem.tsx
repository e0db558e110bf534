import type { ConfigError } from '#src/config.ts'
import styles from './message-page.module.css'

/** For the developer, so in English: nobody else meets it. */
export function ConfigProblem({ error }: { readonly error: ConfigError }) {
  return (
    <main className={styles.outer}>
      <title>config.json needs a change</title>
      <div className={styles.message} role="alert">
        <h1>config.json needs a change</h1>
        <p>
          The app reads <code>/config.json</code> to learn about its surroundings, and cannot start
          with the one it got:
        </p>
        <ul>
          {error.problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
        <p>
          In development it comes from the stand-in for AWS, or from <code>.env</code> where that
          names a pool of yours: restart <code>npm run dev</code>. On AWS the deployment writes it:
          run <code>npm run deploy</code> again. The shape it must have is in{' '}
          <code>src/config.ts</code>.
        </p>
      </div>
    </main>
  )
}
