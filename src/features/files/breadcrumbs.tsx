import { paths } from '#src/paths.ts'
import { Link } from '#src/ui/link.tsx'
import { words as english } from '#src/words/en/files.ts'
import { useWords } from '#src/words/words.ts'
import { addressOf, ancestors } from './folder-path.ts'
import styles from './breadcrumbs.module.css'

interface Props {
  readonly folder: string
  /** Called in the place of following the link. */
  readonly onChoose?: (folder: string) => void
}

/** The way to a folder. */
export function Breadcrumbs({ folder, onChoose }: Props) {
  const words = useWords(english)
  return (
    <nav aria-label={words.path} className={styles.crumbs}>
      <ol className={styles.list}>
        {[[words.root, ''] as const, ...ancestors(folder)].map(([name, path]) => (
          <li key={path}>
            {path === folder ? (
              <span aria-current={onChoose ? 'true' : 'page'}>{name}</span>
            ) : onChoose ? (
              <button type="button" className={styles.crumb} onClick={() => onChoose(path)}>
                {name}
              </button>
            ) : (
              <Link to={path === '' ? paths.files : addressOf(path)}>{name}</Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
