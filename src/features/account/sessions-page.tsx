import { useState } from 'react'
import { useAppDispatch, useRequest } from '#src/app/hooks.ts'
import { Button } from '#src/ui/button.tsx'
import { Card } from '#src/ui/card.tsx'
import { words as english } from '#src/words/en/account-sessions.ts'
import { useWords } from '#src/words/words.ts'
import { AccountLayout } from './account-layout.tsx'
import { endAllSessions } from './account-thunks.ts'
import { FormFoot } from './form-foot.tsx'
import { Moment } from './moment.tsx'
import { RequestDialog } from './request-dialog.tsx'
import { useUser } from './use-user.ts'

export function SessionsPage() {
  const words = useWords(english)
  const user = useUser()
  const dispatch = useAppDispatch()
  const ending = useRequest(endAllSessions)
  const [isAsking, setAsking] = useState(false)
  return (
    <AccountLayout section="sessions" lead={words.lead}>
      <Card title={words.here}>
        <p>
          {words.since} {user && <Moment at={user.signedInAt * 1000} />}
        </p>
      </Card>
      <Card
        title={words.title}
        description={words.about}
        footer={
          <FormFoot>
            <Button aria-haspopup="dialog" onClick={() => setAsking(true)}>
              {words.submit}
            </Button>
          </FormFoot>
        }
      >
        <p>{words.files}</p>
      </Card>
      {isAsking && (
        <RequestDialog
          request={ending}
          title={words.confirm}
          confirmLabel={words.submit}
          // The guard of the page leads on once nobody is signed in.
          onConfirm={() => void dispatch(endAllSessions())}
          onClose={() => setAsking(false)}
        >
          <p>{words.consequence}</p>
        </RequestDialog>
      )}
    </AccountLayout>
  )
}
