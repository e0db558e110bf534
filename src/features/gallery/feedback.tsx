import { useState } from 'react'
import { Badge } from '#src/ui/badge.tsx'
import { Button } from '#src/ui/button.tsx'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { FolderIcon, ShieldIcon } from '#src/ui/icons.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { Progress } from '#src/ui/progress.tsx'
import { Skeleton } from '#src/ui/skeleton.tsx'
import { Spinner } from '#src/ui/spinner.tsx'
import { Inline } from '#src/ui/stack.tsx'
import { useToast } from '#src/ui/toaster.tsx'
import { Specimen } from './specimen.tsx'

export function Feedback() {
  const toast = useToast()
  const [dismissed, setDismissed] = useState(false)
  return (
    <>
      <Specimen title="Notices" columns>
        <Notice>Your pool has no text messages, so this is not offered.</Notice>
        <Notice tone="success" title="Password changed">
          Other devices stay signed in.
        </Notice>
        <Notice tone="warning" title="This device is not remembered">
          You will be asked for a code the next time.
        </Notice>
        <Notice tone="error" title="That did not work" live={false}>
          Email or password is not right.
        </Notice>
        <Notice
          tone="error"
          live={false}
          title="The code has expired"
          actions={<Button size="small">Send a new one</Button>}
        >
          Codes are good for an hour.
        </Notice>
        {!dismissed && (
          <Notice tone="info" title="Can be dismissed" onDismiss={() => setDismissed(true)}>
            With a text that is long enough to need more than one line beside its button, and a
            veryverylongwordwithoutanyplacetobreakitinto.
          </Notice>
        )}
      </Specimen>
      <Specimen title="Progress" columns>
        <Progress label="holiday.mov" value={0.42} figure="17 of 40 MB" />
        <Progress label="Preparing" />
        <Inline gap="l">
          <Spinner />
          <Spinner label="Loading the page" />
        </Inline>
        <Skeleton label="Loading your profile" />
        <Skeleton label="Loading the picture" shape="block" lines={1} />
      </Specimen>
      <Specimen title="Badges">
        <Inline>
          <Badge>Neutral</Badge>
          <Badge tone="accent">This device</Badge>
          <Badge tone="success">
            <ShieldIcon />
            Verified
          </Badge>
          <Badge tone="warning">Not verified</Badge>
          <Badge tone="danger">Expired</Badge>
        </Inline>
      </Specimen>
      <Specimen
        title="Toasts"
        note="Read out once; they wait while pointed at or focused, and with an action or an error they stay."
      >
        <Inline>
          <Button onClick={() => toast({ text: 'Saved.' })}>Success</Button>
          <Button
            onClick={() =>
              toast({
                text: 'holiday.mov moved to the bin.',
                tone: 'info',
                action: { label: 'Undo', onSelect: () => toast({ text: 'It is back.' }) },
              })
            }
          >
            With an action
          </Button>
          <Button onClick={() => toast({ text: 'The upload was broken off.', tone: 'error' })}>
            Error
          </Button>
        </Inline>
      </Specimen>
      <Specimen title="Empty">
        <EmptyState
          level={3}
          icon={<FolderIcon />}
          title="No files yet"
          actions={<Button variant="primary">Upload a file</Button>}
        >
          Drop files here, or choose them. Only you can see them.
        </EmptyState>
      </Specimen>
    </>
  )
}
