import type { ComponentProps } from 'react'
import { Button } from '#src/ui/button.tsx'

type Props = Pick<ComponentProps<typeof Button>, 'pending' | 'pendingLabel' | 'children'>

/** The one thing to do on a screen. */
export const Submit = (props: Props) => <Button {...props} type="submit" variant="primary" wide />
