import { useState } from 'react'
import { Button } from '#src/ui/button.tsx'
import { PageHeading } from '#src/ui/page-heading.tsx'
import { PageTitle } from '#src/ui/page-title.tsx'
import { Inline, Stack } from '#src/ui/stack.tsx'
import { Actions } from './actions.tsx'
import { Feedback } from './feedback.tsx'
import { Fields } from './fields.tsx'
import { Foundations } from './foundations.tsx'
import styles from './gallery-page.module.css'
import { Overlays } from './overlays.tsx'
import { Structure } from './structure.tsx'

type Theme = 'system' | 'light' | 'dark'

const themes: readonly Theme[] = ['system', 'light', 'dark']

/** For whoever builds screens: every component in every state. Not in the production build. */
export function GalleryPage() {
  const [theme, setTheme] = useState<Theme>('system')
  const [rightToLeft, setRightToLeft] = useState(false)

  const choose = (next: Theme) => {
    if (next === 'system') document.documentElement.removeAttribute('data-theme')
    else document.documentElement.setAttribute('data-theme', next)
    setTheme(next)
  }

  return (
    <div className={styles.page} dir={rightToLeft ? 'rtl' : undefined}>
      <PageTitle>Components</PageTitle>
      <PageHeading
        lead="Every component in every state. Look here before you write markup, and add to it when you add a component."
        actions={
          <Inline>
            {themes.map((each) => (
              <Button
                key={each}
                size="small"
                variant={each === theme ? 'secondary' : 'quiet'}
                aria-pressed={each === theme}
                onClick={() => choose(each)}
              >
                {each}
              </Button>
            ))}
            <Button
              size="small"
              variant={rightToLeft ? 'secondary' : 'quiet'}
              aria-pressed={rightToLeft}
              onClick={() => setRightToLeft(!rightToLeft)}
            >
              right to left
            </Button>
          </Inline>
        }
      >
        Components
      </PageHeading>
      <Stack gap="l">
        <Foundations />
        <Actions />
        <Fields />
        <Feedback />
        <Overlays />
        <Structure />
      </Stack>
    </div>
  )
}
