import type { ReactNode } from 'react'
import { useAppDispatch } from '#src/app/hooks.ts'
import { Link } from '#src/ui/link.tsx'
import { paths } from '#src/paths.ts'
import { leaveStep } from './auth-thunks.ts'
import { useReturnTo } from './return-to.ts'

interface Props {
  readonly to?: string
  readonly children: ReactNode
}

/** Gives up the step in progress: back to signing in, or to where it began. */
export function LeaveLink({ to = paths.signIn, children }: Props) {
  const dispatch = useAppDispatch()
  const { keepingReturn } = useReturnTo()
  return (
    <Link to={keepingReturn(to)} onClick={() => dispatch(leaveStep())}>
      {children}
    </Link>
  )
}
