import { useState } from 'react'
import { Avatar } from '#src/ui/avatar.tsx'
import { Button } from '#src/ui/button.tsx'
import { ConfirmDialog } from '#src/ui/confirm-dialog.tsx'
import { Dialog } from '#src/ui/dialog.tsx'
import {
  DownloadIcon,
  MoreIcon,
  PencilIcon,
  SignOutIcon,
  TrashIcon,
  UserIcon,
} from '#src/ui/icons.tsx'
import { Menu } from '#src/ui/menu.tsx'
import { Inline, Stack } from '#src/ui/stack.tsx'
import { TextField } from '#src/ui/text-field.tsx'
import { useToast } from '#src/ui/toaster.tsx'
import { Specimen } from './specimen.tsx'

type Opened = 'form' | 'long' | 'confirm'

export function Overlays() {
  const toast = useToast()
  const [opened, setOpened] = useState<Opened>()
  const [order, setOrder] = useState('name')
  const close = () => setOpened(undefined)
  return (
    <>
      <Specimen title="Menus" note="Arrows, Home, End, letters, Escape.">
        <Inline>
          <Menu
            button={{
              variant: 'quiet',
              square: true,
              'aria-label': 'Account of Ada King',
              children: <Avatar name="Ada King" />,
            }}
            header={
              <>
                Signed in as <strong>ada@example.org</strong>
              </>
            }
            groups={[
              { items: [{ label: 'Account', icon: <UserIcon />, to: '/account' }] },
              {
                title: 'Order',
                items: ['name', 'size', 'date'].map((each) => ({
                  label: `By ${each}`,
                  checked: each === order,
                  onSelect: () => setOrder(each),
                })),
              },
              {
                items: [
                  {
                    label: 'Sign out',
                    icon: <SignOutIcon />,
                    onSelect: () => toast({ text: 'Signed out.' }),
                  },
                ],
              },
            ]}
          />
          <Menu
            button={{ icon: <MoreIcon />, square: true, 'aria-label': 'More for holiday.mov' }}
            groups={[
              {
                items: [
                  { label: 'Rename', icon: <PencilIcon />, onSelect: () => setOpened('form') },
                  { label: 'Download', icon: <DownloadIcon />, disabled: true, onSelect: close },
                ],
              },
              {
                items: [
                  {
                    label: 'Delete',
                    icon: <TrashIcon />,
                    danger: true,
                    onSelect: () => setOpened('confirm'),
                  },
                ],
              },
            ]}
          />
        </Inline>
      </Specimen>
      <Specimen
        title="Dialogs"
        note="The focus goes to the first field or the title, and back afterwards."
      >
        <Inline>
          <Button onClick={() => setOpened('form')}>With a field</Button>
          <Button onClick={() => setOpened('long')}>Long, closes at a press beside it</Button>
          <Button variant="danger" onClick={() => setOpened('confirm')}>
            Delete…
          </Button>
        </Inline>
      </Specimen>
      {opened === 'form' && (
        <Dialog
          title="Rename"
          onClose={close}
          footer={
            <>
              <Button onClick={close}>Cancel</Button>
              <Button variant="primary" onClick={close}>
                Rename
              </Button>
            </>
          }
        >
          <TextField label="Name" defaultValue="holiday.mov" />
        </Dialog>
      )}
      {opened === 'long' && (
        <Dialog title="A long text" size="wide" lightDismiss onClose={close}>
          <Stack>
            {Array.from({ length: 24 }, (_, index) => (
              <p key={index}>
                Paragraph {index + 1}. What does not fit scrolls inside, and the page behind stays
                where it is.
              </p>
            ))}
          </Stack>
        </Dialog>
      )}
      {opened === 'confirm' && (
        <ConfirmDialog
          danger
          title="Delete holiday.mov?"
          confirmLabel="Delete file"
          onClose={close}
          onConfirm={close}
        >
          It can be brought back for as long as you stay on this page.
        </ConfirmDialog>
      )}
    </>
  )
}
