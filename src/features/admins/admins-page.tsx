import { useAppSelector } from '#src/app/hooks.ts'
import { Badge } from '#src/ui/badge.tsx'
import { Card } from '#src/ui/card.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { PageHeading } from '#src/ui/page-heading.tsx'
import { PageTitle } from '#src/ui/page-title.tsx'
import { Stack } from '#src/ui/stack.tsx'
import { Table } from '#src/ui/table.tsx'
import { words as english } from '#src/words/en/admins.ts'
import { useLanguage, useWords } from '#src/words/words.ts'
import styles from './admins-page.module.css'

/** For members of a group: the guard in front of it is the point of this page. */
export function AdminsPage() {
  const words = useWords(english)
  const language = useLanguage()
  const user = useAppSelector(({ auth }) => ('user' in auth ? auth.user : undefined))
  if (!user) return null
  const since = new Date(user.signedInAt * 1000).toLocaleString(language)
  return (
    <Stack gap="l">
      <PageTitle>{words.title}</PageTitle>
      <PageHeading lead={words.lead}>{words.title}</PageHeading>
      <Card title={words.who}>
        <dl className={styles.facts}>
          <div>
            <dt>{words.email}</dt>
            <dd>{user.email}</dd>
          </div>
          <div>
            <dt>{words.groups}</dt>
            <dd className={styles.groups}>
              {user.groups.map((group) => (
                <Badge key={group}>{group}</Badge>
              ))}
            </dd>
          </div>
          <div>
            <dt>{words.id}</dt>
            <dd>
              <code>{user.sub}</code>
            </dd>
          </div>
          <div>
            <dt>{words.since}</dt>
            <dd>{since}</dd>
          </div>
        </dl>
      </Card>
      <Card title={words.claims}>
        <Table
          caption={words.claims}
          rows={Object.entries(user.attributes)}
          rowKey={([name]) => name}
          columns={[
            { id: 'claim', header: words.claim, render: ([name]) => name },
            { id: 'value', header: words.value, render: ([, value]) => value },
          ]}
        />
      </Card>
      <Notice tone="info">{words.note}</Notice>
    </Stack>
  )
}
