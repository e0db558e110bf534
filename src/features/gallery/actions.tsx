import { useState } from 'react'
import { Button, ButtonLink } from '#src/ui/button.tsx'
import { CopyButton } from '#src/ui/copy-button.tsx'
import { MoreIcon, PlusIcon, TrashIcon, UploadIcon } from '#src/ui/icons.tsx'
import { Kbd } from '#src/ui/kbd.tsx'
import { Inline } from '#src/ui/stack.tsx'
import { Specimen, State } from './specimen.tsx'

const variants = ['primary', 'secondary', 'quiet', 'danger'] as const

export function Actions() {
  const [pending, setPending] = useState(false)
  return (
    <Specimen
      title="Buttons"
      note="One primary button a screen. A pending one keeps its width, its name and the focus, and ignores presses; hover and Tab show the other states."
    >
      <State name="Variants">
        <Inline>
          {variants.map((variant) => (
            <Button key={variant} variant={variant}>
              {variant}
            </Button>
          ))}
          <ButtonLink to="#buttons" variant="secondary">
            a link
          </ButtonLink>
        </Inline>
      </State>
      <State name="Pending">
        <Inline>
          {variants.map((variant) => (
            <Button key={variant} variant={variant} pending>
              {variant}
            </Button>
          ))}
          <Button variant="primary" pending={pending} onClick={() => setPending(true)}>
            Press me
          </Button>
          <Button variant="quiet" onClick={() => setPending(false)}>
            Reset
          </Button>
        </Inline>
      </State>
      <State name="Disabled">
        <Inline>
          {variants.map((variant) => (
            <Button key={variant} variant={variant} disabled>
              {variant}
            </Button>
          ))}
        </Inline>
      </State>
      <State name="Sizes, with icons">
        <Inline>
          <Button size="small" icon={<PlusIcon />}>
            New folder
          </Button>
          <Button variant="primary" icon={<UploadIcon />}>
            Upload
          </Button>
          <Button size="large" variant="danger" icon={<TrashIcon />}>
            Delete account
          </Button>
          <Button square variant="quiet" icon={<MoreIcon />} aria-label="More" />
          <CopyButton value="JBSWY3DPEHPK3PXP" label="Copy the secret" />
        </Inline>
      </State>
      <State name="Wide, and with more text than there is room for">
        <Button variant="primary" wide>
          Continue
        </Button>
        <Button wide>
          Continue with the authenticator app that you set up on the phone you no longer have,
          although that seems unlikely
        </Button>
      </State>
      <State name="Keys">
        <p>
          Press <Kbd>Ctrl</Kbd> <Kbd>K</Kbd> to search, <Kbd>Esc</Kbd> to leave.
        </p>
      </State>
    </Specimen>
  )
}
