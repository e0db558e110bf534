import type { KeyboardEvent, ReactNode } from 'react'
import { Card } from '#src/ui/card.tsx'
import { PageHeading } from '#src/ui/page-heading.tsx'
import { PageTitle } from '#src/ui/page-title.tsx'
import styles from './auth-card.module.css'

interface Props {
  readonly title: string
  readonly heading?: string
  readonly lead?: ReactNode
  readonly icon?: ReactNode
  readonly footer?: ReactNode
  readonly onHeadingKeyDown?: (event: KeyboardEvent<HTMLElement>) => void
  readonly children?: ReactNode
}

/** The frame of every screen on the way in: one thing to do, and below it the ways around it. */
export function AuthCard({
  title,
  heading = title,
  lead,
  icon,
  footer,
  onHeadingKeyDown,
  children,
}: Props) {
  return (
    <Card
      className={styles.card}
      footer={footer ? <p className={styles.footer}>{footer}</p> : undefined}
    >
      <PageTitle>{title}</PageTitle>
      <div className={styles.content}>
        {icon && <div className={styles.icon}>{icon}</div>}
        <PageHeading centred lead={lead} onKeyDown={onHeadingKeyDown}>
          {heading}
        </PageHeading>
        {children}
      </div>
    </Card>
  )
}
