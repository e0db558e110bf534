import * as icons from '#src/ui/icons.tsx'
import * as signIcons from '#src/ui/sign-icons.tsx'
import styles from './foundations.module.css'
import { Specimen } from './specimen.tsx'

const colours = [
  'canvas',
  'surface',
  'raised',
  'sunken',
  'pressed',
  'line',
  'line-strong',
  'muted',
  'text',
  'accent',
  'accent-soft',
  'danger',
  'warning-text',
  'success-text',
  'info-text',
]

export function Foundations() {
  return (
    <>
      <Specimen title="Colour" note="Each is one token that knows both themes.">
        <div className={styles.swatches}>
          {colours.map((name) => (
            <div key={name} className={styles.swatch}>
              <i className={styles[name]} />
              <code>--{name}</code>
            </div>
          ))}
        </div>
      </Specimen>
      <Specimen title="Type">
        <p className={styles.display}>Your account, kept simple</p>
        <p className={styles['title-1']}>Title 1, of a page</p>
        <p className={styles['title-2']}>Title 2, of a card</p>
        <p className={styles['title-3']}>Title 3, of a part</p>
        <p>
          Body text, with <a href="#type">a link</a>, <code>some code</code> and{' '}
          <strong>something strong</strong>. The system’s own fonts, so nothing is downloaded and
          every script has its letters: 你好，世界。
        </p>
        <p className={styles.small}>Small and muted, for what comes second.</p>
      </Specimen>
      <Specimen
        title="Icons"
        note="Drawn on a grid of 20. Hidden from screen readers unless they get a label."
      >
        <ul className={styles.icons}>
          {Object.entries({ ...signIcons, ...icons }).map(([name, Icon]) => (
            <li key={name}>
              <Icon />
              {name.replace(/Icon$/, '')}
            </li>
          ))}
        </ul>
      </Specimen>
    </>
  )
}
