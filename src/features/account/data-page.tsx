import { useState } from 'react'
import { useAppDispatch, useRequest } from '#src/app/hooks.ts'
import { useAnnounce } from '#src/ui/announcer.tsx'
import { Button } from '#src/ui/button.tsx'
import { Card } from '#src/ui/card.tsx'
import { DownloadIcon } from '#src/ui/icons.tsx'
import { words as english } from '#src/words/en/account-data.ts'
import { useWords } from '#src/words/words.ts'
import { AccountLayout } from './account-layout.tsx'
import { downloadData } from './account-thunks.ts'
import { FormFoot } from './form-foot.tsx'
import { FailureNotice } from './problems.tsx'

export function DataPage() {
  const words = useWords(english)
  const dispatch = useAppDispatch()
  const announce = useAnnounce()
  const request = useRequest(downloadData)
  const [isDone, setDone] = useState(false)

  const download = async () => {
    setDone(false)
    try {
      await dispatch(downloadData(words.fileName)).unwrap()
    } catch {
      return
    }
    setDone(true)
    announce(words.done)
  }

  return (
    <AccountLayout section="data" lead={words.lead}>
      <Card
        title={words.title}
        description={words.about}
        footer={
          <FormFoot done={isDone} state={isDone ? words.done : undefined}>
            <Button
              variant="primary"
              icon={<DownloadIcon />}
              pending={request.status === 'pending'}
              pendingLabel={words.pending}
              onClick={() => void download()}
            >
              {words.submit}
            </Button>
          </FormFoot>
        }
      >
        {request.status === 'failed' && <FailureNotice failure={request.failure} />}
        <ul>
          {Object.values(words.contents).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Card>
    </AccountLayout>
  )
}
