import { useState } from 'react'
import { useAppDispatch, useRequest } from '#src/app/hooks.ts'
import type { AccountPasskey } from '#src/aws/account-passkeys.ts'
import { useAnnounce } from '#src/ui/announcer.tsx'
import { Button } from '#src/ui/button.tsx'
import { Card } from '#src/ui/card.tsx'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { KeyIcon, PlusIcon } from '#src/ui/icons.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { Table } from '#src/ui/table.tsx'
import { words as english } from '#src/words/en/account-passkeys.ts'
import { useWords } from '#src/words/words.ts'
import { AccountLayout } from './account-layout.tsx'
import { addPasskey, loadPasskeys, removePasskey } from './account-thunks.ts'
import { FormFoot } from './form-foot.tsx'
import { Loading } from './loading.tsx'
import { Moment } from './moment.tsx'
import { FailureNotice } from './problems.tsx'
import { RequestDialog } from './request-dialog.tsx'
import { useResource } from './use-resource.ts'

export function PasskeysPage() {
  const words = useWords(english)
  const passkeys = useResource(loadPasskeys, 'passkeys')
  return (
    <AccountLayout section="passkeys" lead={words.lead}>
      <Loading {...passkeys}>
        {(known) => <Passkeys passkeys={known} onChanged={passkeys.reload} />}
      </Loading>
    </AccountLayout>
  )
}

interface Props {
  readonly passkeys: readonly AccountPasskey[]
  readonly onChanged: () => void
}

function Passkeys({ passkeys, onChanged }: Props) {
  const words = useWords(english)
  const dispatch = useAppDispatch()
  const announce = useAnnounce()
  const adding = useRequest(addPasskey)
  const removing = useRequest(removePasskey)
  const [leaving, setLeaving] = useState<AccountPasskey>()
  const isSupported = 'PublicKeyCredential' in globalThis
  const nameOf = ({ name }: AccountPasskey) => name || words.unnamed

  const add = async () => {
    try {
      await dispatch(addPasskey()).unwrap()
    } catch {
      return
    }
    announce(words.added)
    onChanged()
  }

  const remove = async ({ id }: AccountPasskey) => {
    try {
      await dispatch(removePasskey(id)).unwrap()
    } catch {
      return
    }
    setLeaving(undefined)
    announce(words.removed)
    onChanged()
  }

  return (
    <>
      {!isSupported && <Notice tone="warning">{words.unsupported}</Notice>}
      {adding.status === 'failed' && (
        <FailureNotice
          failure={adding.failure}
          places={{ 'passkey-cancelled': { text: words.cancelled } }}
        />
      )}
      <Card
        title={words.title}
        footer={
          isSupported && (
            <FormFoot>
              <Button
                variant="primary"
                icon={<PlusIcon />}
                pending={adding.status === 'pending'}
                pendingLabel={words.adding}
                onClick={() => void add()}
              >
                {words.add}
              </Button>
            </FormFoot>
          )
        }
      >
        {passkeys.length === 0 ? (
          <EmptyState level={3} title={words.none} icon={<KeyIcon />}>
            {words.noneLead}
          </EmptyState>
        ) : (
          <Table
            caption={words.title}
            rows={passkeys}
            rowKey={({ id }) => id}
            columns={[
              { id: 'name', header: words.name, render: nameOf },
              {
                id: 'added',
                header: words.addedAt,
                render: ({ addedAt }) => <Moment at={addedAt} />,
              },
              {
                id: 'remove',
                header: words.remove,
                hideHeader: true,
                align: 'end',
                render: (passkey) => (
                  <Button
                    size="small"
                    aria-haspopup="dialog"
                    aria-label={words.removeNamed(nameOf(passkey))}
                    onClick={() => setLeaving(passkey)}
                  >
                    {words.remove}
                  </Button>
                ),
              },
            ]}
          />
        )}
      </Card>
      {leaving && (
        <RequestDialog
          request={removing}
          title={words.removeNamed(nameOf(leaving))}
          confirmLabel={words.remove}
          onConfirm={() => void remove(leaving)}
          onClose={() => setLeaving(undefined)}
        >
          <p>{words.consequence}</p>
        </RequestDialog>
      )}
    </>
  )
}
