import { useState } from 'react'
import { useConfig } from '#src/app/config-context.ts'
import { useAppDispatch, useRequest } from '#src/app/hooks.ts'
import { attributeProblem, attributeValue } from '#src/ui/attribute.ts'
import { AttributeField } from '#src/ui/attribute-field.tsx'
import { useAnnounce } from '#src/ui/announcer.tsx'
import { Button } from '#src/ui/button.tsx'
import { Card } from '#src/ui/card.tsx'
import { Form } from '#src/ui/form.tsx'
import { Stack } from '#src/ui/stack.tsx'
import { words as english } from '#src/words/en/account-profile.ts'
import { useWords } from '#src/words/words.ts'
import { AccountLayout } from './account-layout.tsx'
import { loadDetails, saveProfile } from './account-thunks.ts'
import { useDraft } from './drafts.ts'
import { FormFoot } from './form-foot.tsx'
import { PictureCard } from './picture-card.tsx'
import { sendsTexts } from './sections.ts'
import { useForm } from './use-form.tsx'
import { useResource } from './use-resource.ts'
import { useUser } from './use-user.ts'

export function ProfilePage() {
  const words = useWords(english)
  const config = useConfig()
  // What counts only once it is verified has a section of its own.
  const elsewhere = sendsTexts(config) ? ['email', 'phone_number'] : ['email']
  const attributes = config.attributes.filter(({ name }) => !elsewhere.includes(name))
  const dispatch = useAppDispatch()
  const announce = useAnnounce()
  const user = useUser()
  const details = useResource(loadDetails, 'details')
  const draft = useDraft('profile')
  const [saved, setSaved] = useState(false)
  const names = attributes.map(({ name }) => name)
  const form = useForm({ fields: names, requests: [useRequest(saveProfile)] })

  // What the token says is here at once, and is a quarter of an hour old at most.
  const known = details.value?.attributes ?? user?.attributes ?? {}
  const valueOf = (name: string) => draft.texts[name] ?? known[name] ?? ''
  const changed = names.filter(
    (name) => attributeValue(name, valueOf(name)) !== (known[name] ?? ''),
  )
  const isChanged = changed.length > 0

  const confirm = () => {
    setSaved(true)
    announce(words.saved)
  }

  const save = async () => {
    const problems = attributes.map((it) => [it.name, attributeProblem(it, valueOf(it.name))])
    if (!form.passes(Object.fromEntries(problems))) return
    if (!isChanged) {
      confirm()
      return
    }
    const values = changed.map((name) => [name, attributeValue(name, valueOf(name))] as const)
    const sent = draft.texts
    const filled = Object.fromEntries(values.filter(([, value]) => value !== ''))
    const cleared = values.filter(([, value]) => value === '').map(([name]) => name)
    try {
      await dispatch(saveProfile({ changed: filled, cleared })).unwrap()
    } catch {
      // Some of it may have been saved; what is left to save should be known.
      details.reload()
      return
    }
    const rest = Object.entries(known).filter(([name]) => !cleared.includes(name))
    details.set((before) => ({
      mfa: before?.mfa ?? { enabled: [] },
      attributes: { ...Object.fromEntries(rest), ...filled },
    }))
    draft.forget(sent)
    confirm()
  }

  const discard = () => {
    draft.forget()
    form.passes({})
  }

  const greeted = known['custom:agentName']
  return (
    <AccountLayout
      section="profile"
      heading={greeted ? words.hello(greeted) : words.helloNobody}
      lead={words.lead}
    >
      {!names.includes('picture') && <PictureCard />}
      <Form failure={form.failure} onSubmit={() => void save()}>
        <Card
          title={words.title}
          footer={
            <FormFoot
              done={saved && !isChanged}
              state={isChanged ? words.unsaved : saved ? words.saved : undefined}
            >
              {isChanged && (
                <Button variant="quiet" onClick={discard}>
                  {words.discard}
                </Button>
              )}
              <Button
                type="submit"
                variant="primary"
                pending={form.pending}
                pendingLabel={words.saving}
              >
                {words.save}
              </Button>
            </FormFoot>
          }
        >
          <Stack>
            {form.notice}
            {attributes.map((attribute) => (
              <AttributeField
                key={attribute.name}
                attribute={attribute}
                value={valueOf(attribute.name)}
                error={form.errorOf(attribute.name)}
                onChange={({ target }) => {
                  draft.type(attribute.name, target.value)
                  form.changed(attribute.name)
                  setSaved(false)
                }}
              />
            ))}
          </Stack>
        </Card>
      </Form>
    </AccountLayout>
  )
}
