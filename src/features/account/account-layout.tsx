import { type ReactNode, useDeferredValue, useEffect, useRef } from 'react'
import { NavigationType, useNavigationType } from 'react-router-dom'
import { useConfig } from '#src/app/config-context.ts'
import { useAppDispatch } from '#src/app/hooks.ts'
import { pictureVersion } from '#src/aws/picture-cache.ts'
import { Avatar } from '#src/ui/avatar.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { keepFocus } from '#src/ui/keep-focus.ts'
import { PageHeading } from '#src/ui/page-heading.tsx'
import { PageTitle } from '#src/ui/page-title.tsx'
import { SideNav } from '#src/ui/side-nav.tsx'
import { words as english } from '#src/words/en/account.ts'
import { useWords } from '#src/words/words.ts'
import styles from './account-layout.module.css'
import { loadPicture } from './account-thunks.ts'
import { useOwnPicture } from './own-picture.ts'
import { sections } from './sections.ts'
import { useUser } from './use-user.ts'

interface Props {
  readonly section: (typeof sections)[number]['id']
  readonly heading?: string
  readonly lead?: ReactNode
  readonly children: ReactNode
}

/** What all sections have around them. */
export function AccountLayout({ section, heading, lead, children }: Props) {
  const words = useWords(english)
  const config = useConfig()
  const user = useUser()
  const dispatch = useAppDispatch()
  const picture = useOwnPicture()
  const aside = useRef<HTMLDivElement>(null)
  // Who has just signed in was led here. Drawn in one go, all of it would stop a slow phone.
  const wasLed = useNavigationType() === NavigationType.Replace
  const isFilled = useDeferredValue(true, wasLed ? false : undefined)

  useEffect(() => {
    // On a narrow screen the sections are a line that can reach beyond its edge.
    aside.current
      ?.querySelector('[aria-current]')
      ?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [])

  const version = user && pictureVersion(user.attributes)
  useEffect(() => {
    // Not to be had, it is missed by nobody; the next page tries again.
    if (version !== undefined) void dispatch(loadPicture())
  }, [dispatch, version])

  if (!user) return null
  const name = user.attributes['custom:agentName'] ?? user.email
  const offered = sections.filter(({ isOffered }) => isOffered?.(config) ?? true)
  const title = words.sections[section]
  // By an address that somebody kept, or that was right before a setting was changed.
  const missing = !offered.some(({ id }) => id === section)

  return (
    <div className={styles.account}>
      <PageTitle>{title}</PageTitle>
      <div ref={aside} className={styles.aside}>
        <div className={styles.who}>
          <Avatar name={name} id={user.sub} src={picture} />
          <p>
            <b>{name}</b>
            {name !== user.email && <span>{user.email}</span>}
          </p>
        </div>
        <SideNav
          label={words.navigation}
          items={offered.map(({ id, path, Icon }) => ({
            to: path,
            label: words.sections[id],
            icon: <Icon />,
          }))}
        />
      </div>
      <div ref={keepFocus} className={styles.content}>
        <PageHeading lead={missing ? undefined : lead}>{heading ?? title}</PageHeading>
        {missing ? <Notice>{words.notOffered}</Notice> : isFilled && children}
      </div>
    </div>
  )
}
