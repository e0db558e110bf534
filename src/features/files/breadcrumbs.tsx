import { paths } from '#src/paths.ts'
import { Link } from '#src/ui/link.tsx'
import { words as english } from '#src/words/en/files.ts'
import { useWords } from '#src/words/words.ts'
import { addressOf, ancestors } from './folder-path.ts'
import styles from './files.module.css'

export function Breadcrumbs({ folder }: { readonly folder: string }) {
  const words = useWords(english)
  if (folder === '') return null
  return (
    <nav aria-label={words.path} className={styles.crumbs}>
      <ol className={styles.crumbList}>
        <li>
          <Link to={paths.files}>{words.root}</Link>
        </li>
        {ancestors(folder).map(([name, path]) => (
          <li key={path}>
            {path === folder ? (
              <span aria-current="page">{name}</span>
            ) : (
              <Link to={addressOf(path)}>{name}</Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
