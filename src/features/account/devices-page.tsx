import { useState } from 'react'
import { useAppDispatch, useRequest } from '#src/app/hooks.ts'
import type { AccountDevice } from '#src/aws/account-devices.ts'
import { useAnnounce } from '#src/ui/announcer.tsx'
import { Badge } from '#src/ui/badge.tsx'
import { Button } from '#src/ui/button.tsx'
import { Card } from '#src/ui/card.tsx'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { DeviceIcon } from '#src/ui/icons.tsx'
import { Inline } from '#src/ui/stack.tsx'
import { Switch } from '#src/ui/switch.tsx'
import { Table } from '#src/ui/table.tsx'
import { words as english } from '#src/words/en/account-devices.ts'
import { useWords } from '#src/words/words.ts'
import { AccountLayout } from './account-layout.tsx'
import { forgetDevice, loadDevices, rememberThisDevice } from './account-thunks.ts'
import { partsOf } from './device-name.ts'
import { Loading } from './loading.tsx'
import { Moment } from './moment.tsx'
import { FailureNotice } from './problems.tsx'
import { RequestDialog } from './request-dialog.tsx'
import { useResource } from './use-resource.ts'

export function DevicesPage() {
  const words = useWords(english)
  const devices = useResource(loadDevices, 'devices')
  return (
    <AccountLayout section="devices" lead={words.lead}>
      <Loading {...devices}>
        {(known) => <Devices devices={known} onChanged={devices.reload} />}
      </Loading>
    </AccountLayout>
  )
}

interface Props {
  readonly devices: readonly AccountDevice[]
  readonly onChanged: () => void
}

function Devices({ devices, onChanged }: Props) {
  const words = useWords(english)
  const dispatch = useAppDispatch()
  const announce = useAnnounce()
  const forgetting = useRequest(forgetDevice)
  const [leaving, setLeaving] = useState<AccountDevice>()
  const own = devices.find(({ isThis }) => isThis)

  const nameOf = ({ name }: AccountDevice) => {
    const { browser, system } = partsOf(name)
    if (browser && system) return words.on(browser, system)
    return browser ?? system ?? words.unknown
  }

  const forget = async ({ key, isThis }: AccountDevice) => {
    try {
      await dispatch(forgetDevice({ key, isThis })).unwrap()
    } catch {
      return
    }
    setLeaving(undefined)
    if (isThis) return
    announce(words.forgotten)
    onChanged()
  }

  if (devices.length === 0)
    return (
      <Card>
        <EmptyState title={words.none} icon={<DeviceIcon />}>
          {words.noneLead}
        </EmptyState>
      </Card>
    )
  return (
    <>
      {own && <ThisDevice key={String(own.remembered)} device={own} onChanged={onChanged} />}
      <Card title={words.title}>
        <Table
          caption={words.title}
          rows={devices}
          rowKey={({ key }) => key}
          columns={[
            {
              id: 'name',
              header: words.device,
              render: (device) => (
                <Inline gap="xs">
                  {nameOf(device)}
                  {device.isThis && <Badge tone="accent">{words.isThis}</Badge>}
                  {device.remembered && <Badge tone="success">{words.remembered}</Badge>}
                </Inline>
              ),
            },
            {
              id: 'used',
              header: words.used,
              render: ({ usedAt }) => <Moment at={usedAt} />,
            },
            {
              id: 'forget',
              header: words.forget,
              hideHeader: true,
              align: 'end',
              render: (device) => (
                <Button
                  size="small"
                  aria-haspopup="dialog"
                  aria-label={words.forgetNamed(nameOf(device))}
                  onClick={() => setLeaving(device)}
                >
                  {words.forget}
                </Button>
              ),
            },
          ]}
        />
      </Card>
      {leaving && (
        <RequestDialog
          request={forgetting}
          title={words.forgetNamed(nameOf(leaving))}
          confirmLabel={words.forget}
          onConfirm={() => void forget(leaving)}
          onClose={() => setLeaving(undefined)}
        >
          <p>{leaving.isThis ? words.forgetThis : words.forgetOther}</p>
        </RequestDialog>
      )}
    </>
  )
}

function ThisDevice({
  device,
  onChanged,
}: {
  readonly device: AccountDevice
  readonly onChanged: () => void
}) {
  const words = useWords(english)
  const dispatch = useAppDispatch()
  const remembering = useRequest(rememberThisDevice)
  const [isOn, setOn] = useState(device.remembered)

  const change = (remembered: boolean) => {
    setOn(remembered)
    dispatch(rememberThisDevice({ key: device.key, remembered }))
      .unwrap()
      .then(onChanged, () => setOn(!remembered))
  }

  return (
    <Card title={words.thisTitle}>
      {remembering.status === 'failed' && <FailureNotice failure={remembering.failure} />}
      <Switch
        label={words.remember}
        hint={words.rememberHint}
        checked={isOn}
        disabled={remembering.status === 'pending'}
        onChange={({ target }) => change(target.checked)}
      />
    </Card>
  )
}
