import { Avatar } from '#src/ui/avatar.tsx'
import { Badge } from '#src/ui/badge.tsx'
import { Button } from '#src/ui/button.tsx'
import { Card } from '#src/ui/card.tsx'
import { CheckboxField } from '#src/ui/checkbox-field.tsx'
import { Form } from '#src/ui/form.tsx'
import { DeviceIcon, LockIcon, ShieldIcon, UserIcon } from '#src/ui/icons.tsx'
import { PasswordField } from '#src/ui/password-field.tsx'
import { QrCode } from '#src/ui/qr-code.tsx'
import { SideNav } from '#src/ui/side-nav.tsx'
import { Inline, Stack } from '#src/ui/stack.tsx'
import { type Column, Table } from '#src/ui/table.tsx'
import { TextField } from '#src/ui/text-field.tsx'
import { Specimen, State } from './specimen.tsx'
import styles from './structure.module.css'

const devices = [
  { id: '1', name: 'Firefox on Linux', place: 'Zürich', used: 'now', current: true },
  { id: '2', name: 'Safari on iPhone', place: 'Lisbon', used: '3 days ago', current: false },
]

const columns: readonly Column<(typeof devices)[number]>[] = [
  {
    id: 'name',
    header: 'Device',
    render: (device) => (
      <Inline>
        {device.name}
        {device.current && <Badge tone="accent">This device</Badge>}
      </Inline>
    ),
  },
  { id: 'place', header: 'Place', render: (device) => device.place },
  { id: 'used', header: 'Last used', render: (device) => device.used, align: 'end' },
  {
    id: 'actions',
    header: 'Actions',
    hideHeader: true,
    align: 'end',
    render: (device) => (
      <Button size="small" variant="quiet" aria-label={`Forget ${device.name}`}>
        Forget
      </Button>
    ),
  },
]

const picture = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path fill="#0b8a7d" d="M0 0h8v8H0z"/><circle cx="4" cy="3" r="1.6" fill="#fff"/><circle cx="4" cy="8" r="3" fill="#fff"/></svg>',
)}`

export function Structure() {
  return (
    <>
      <Specimen title="Sign in" note="What the parts look like together.">
        <Card className={styles.auth}>
          <Form>
            <Stack gap="xs">
              <h3>Welcome back</h3>
              <p>
                New here? <a href="#sign-in">Create an account</a>
              </p>
            </Stack>
            <TextField label="Email" type="email" autoComplete="off" />
            <PasswordField label="Password" autoComplete="current-password" />
            <CheckboxField label="Keep me signed in" />
            <Button type="submit" variant="primary" wide>
              Sign in
            </Button>
          </Form>
        </Card>
      </Specimen>
      <Specimen title="Sections">
        <div className={styles.sections}>
          <SideNav
            label="Account"
            items={[
              { to: '/ui', label: 'Profile', icon: <UserIcon /> },
              { to: '/ui/password', label: 'Password', icon: <LockIcon /> },
              { to: '/ui/two-step', label: 'Two-step verification', icon: <ShieldIcon /> },
              { to: '/ui/devices', label: 'Devices', icon: <DeviceIcon /> },
            ]}
          />
          <Stack gap="l">
            <Card
              title="Devices"
              description="Where you have signed in and asked to be remembered."
              actions={<Button size="small">Forget all</Button>}
            >
              <Table
                caption="Devices"
                rows={devices}
                rowKey={(device) => device.id}
                columns={columns}
              />
            </Card>
            <Card
              title="Agent name"
              description="Shown to you, and to nobody else."
              footer={
                <>
                  <span>At most 40 characters.</span>
                  <Button variant="primary" size="small">
                    Save
                  </Button>
                </>
              }
            >
              <TextField label="Agent name" defaultValue="Nightjar" />
            </Card>
            <Card
              tone="danger"
              title="Delete account"
              description="Your files go first, then the account. It cannot be undone."
              actions={<Button variant="danger">Delete…</Button>}
            />
          </Stack>
        </div>
      </Specimen>
      <Specimen title="Pictures" columns>
        <State name="Avatar">
          <Inline>
            <Avatar name="Ada King" size="small" />
            <Avatar name="grace.hopper@example.org" />
            <Avatar name="李小龙" />
            <Avatar name="Nightjar" id="7f3" label="Nightjar" />
            <Avatar name="Edsger" src={picture} label="Edsger" />
            <Avatar name="Broken Picture" src="data:image/png,broken" size="large" />
          </Inline>
        </State>
        <State name="QR code, drawn here">
          <QrCode
            text="otpauth://totp/Starter:ada@example.org?secret=JBSWY3DPEHPK3PXP&issuer=Starter"
            label="QR code for your authenticator app"
          />
        </State>
      </Specimen>
    </>
  )
}
