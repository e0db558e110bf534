import { useState } from 'react'
import { Button } from '#src/ui/button.tsx'
import { CheckboxField } from '#src/ui/checkbox-field.tsx'
import { CodeField } from '#src/ui/code-field.tsx'
import { Form } from '#src/ui/form.tsx'
import { KeyIcon, MailIcon, PhoneIcon } from '#src/ui/icons.tsx'
import { NewPasswordField } from '#src/ui/new-password-field.tsx'
import { PasswordField } from '#src/ui/password-field.tsx'
import { RadioCards } from '#src/ui/radio-cards.tsx'
import { SelectField } from '#src/ui/select-field.tsx'
import { RangeField } from '#src/ui/range-field.tsx'
import { Switch } from '#src/ui/switch.tsx'
import { TextField } from '#src/ui/text-field.tsx'
import { Specimen, State } from './specimen.tsx'

const policy = {
  minimumLength: 10,
  requireLowercase: true,
  requireUppercase: true,
  requireNumbers: true,
  requireSymbols: true,
}

const languages = [
  { value: 'en', label: 'English' },
  { value: 'zh-Hans', label: '简体中文' },
]

export function Fields() {
  const [level, setLevel] = useState(0.4)
  return (
    <>
      <Specimen title="Text fields" columns>
        <TextField label="Email" type="email" placeholder="you@example.org" autoComplete="off" />
        <TextField label="Agent name" hint="How the app greets you." defaultValue="Nightjar" />
        <TextField label="Nickname" optional />
        <TextField
          label="Email"
          defaultValue="ada@example"
          error="This is not a complete address. It should look like name@example.org."
          hint="We send a code to it."
        />
        <TextField label="Disabled" defaultValue="Cannot be changed now" disabled />
        <TextField label="Read only" defaultValue="Can be copied" readOnly />
        <TextField
          label="A label that goes on for much longer than anybody would want to read, and wraps"
          defaultValue="A value that is much longer than the field is wide, so that it scrolls"
        />
        <div dir="rtl" lang="ar">
          <TextField label="الاسم" hint="كما يظهر للآخرين" defaultValue="ليلى" error="مطلوب" />
        </div>
      </Specimen>
      <Specimen title="Sliders" columns>
        <RangeField
          label="Zoom"
          hint="Arrow keys, too."
          min={0}
          max={1}
          step={0.1}
          value={level}
          valueText={`${Math.round(level * 100)} %`}
          onValueChange={setLevel}
        />
        <RangeField label="Disabled" disabled value={50} valueText="50" onValueChange={setLevel} />
      </Specimen>
      <Specimen
        title="Password fields"
        note="Try Caps Lock. The rules are the pool’s, ticked off while typing; the meter encourages and refuses nothing."
        columns
      >
        <PasswordField label="Password" autoComplete="current-password" />
        <NewPasswordField
          label="New password"
          policy={policy}
          isCommon={(password) => /^password/i.test(password)}
        />
        <PasswordField
          label="Password"
          autoComplete="current-password"
          defaultValue="kept after an error"
          error="Email or password is not right."
        />
        <NewPasswordField
          label="New password, half way"
          policy={policy}
          defaultValue="Nightjar 7"
        />
      </Specimen>
      <Codes />
      <Choices />
      <FailingForm />
    </>
  )
}

function Codes() {
  const [complete, setComplete] = useState('')
  return (
    <Specimen
      title="Codes"
      note="One field painted as boxes. Paste “Your code is 123 456”."
      columns
    >
      <CodeField
        label="Code"
        hint={complete ? `Complete: ${complete}` : 'Six digits, from the mail.'}
        onComplete={setComplete}
      />
      <CodeField label="Filled" defaultValue="481516" />
      <CodeField label="Wrong" defaultValue="123456" error="This code is not right." />
      <CodeField label="Eight digits" length={8} defaultValue="1234" />
      <CodeField label="Disabled" defaultValue="123" disabled />
    </Specimen>
  )
}

function Choices() {
  const [on, setOn] = useState(true)
  return (
    <>
      <Specimen title="Choices" columns>
        <State name="Checkbox">
          <CheckboxField label="Keep me signed in" defaultChecked />
          <CheckboxField label="Remember this device" hint="It is not asked for a code again." />
          <CheckboxField label="I agree" error="Please agree first." />
          <CheckboxField label="Disabled" disabled defaultChecked />
        </State>
        <State name="Switch">
          <Switch label="Sign-in mails" checked={on} onChange={() => setOn(!on)} />
          <Switch label="Off" hint="A sentence about what it does." />
          <Switch label="Disabled" disabled defaultChecked />
        </State>
        <State name="Select">
          <SelectField label="Language" options={languages} defaultValue="en" />
          <SelectField
            label="Language"
            options={languages}
            placeholder="Choose…"
            error="Choose a language."
          />
          <SelectField label="Disabled" options={languages} disabled />
        </State>
      </Specimen>
      <Specimen title="Radio cards" columns>
        <RadioCards
          legend="How do you want to sign in?"
          name="method"
          defaultValue="passkey"
          options={[
            {
              value: 'passkey',
              label: 'Passkey',
              description: 'Your fingerprint, face or screen lock.',
              icon: <KeyIcon />,
            },
            {
              value: 'mail',
              label: 'Code by mail',
              description: 'We send it to a…@example.org.',
              icon: <MailIcon />,
            },
            {
              value: 'sms',
              label: 'Code by text message',
              description: 'There is no number yet.',
              icon: <PhoneIcon />,
              disabled: true,
            },
          ]}
        />
        <RadioCards
          legend="None chosen"
          name="other"
          error="Choose one of them."
          options={[
            { value: 'a', label: 'This one' },
            { value: 'b', label: 'That one' },
          ]}
        />
      </Specimen>
    </>
  )
}

function FailingForm() {
  const [failure, setFailure] = useState<object>()
  return (
    <Specimen
      title="A form that fails"
      note="Send it: the first wrong field gets the focus. Send it from within that field: the error is read out."
      columns
    >
      <Form failure={failure} onSubmit={() => setFailure({})}>
        <TextField label="First" name="first" defaultValue="Fine" />
        <TextField label="Second" name="second" error={failure && 'Enter a number.'} />
        <TextField label="Third" name="third" error={failure && 'Enter a date.'} />
        <Button type="submit" variant="primary" wide>
          Send
        </Button>
      </Form>
    </Specimen>
  )
}
