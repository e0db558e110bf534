import { Component, type ReactNode } from 'react'
import { FailedPage } from './failed-page.tsx'

interface Props {
  readonly children: ReactNode
  /** A change of it (the address) gives the children another chance. */
  readonly resetKey: string
  /** Called before the children are tried again. */
  readonly onRetry: () => void
}

interface State {
  readonly failure: { readonly cause: unknown; readonly resetKey?: string } | undefined
}

export class ErrorBoundary extends Component<Props, State> {
  override state: State = { failure: undefined }

  static getDerivedStateFromError(cause: unknown): State {
    return { failure: { cause } }
  }

  static getDerivedStateFromProps({ resetKey }: Props, { failure }: State): State | null {
    if (!failure) return null
    // The first pass after the error notes where it happened, a later one sees that this changed.
    if (failure.resetKey === undefined) return { failure: { ...failure, resetKey } }
    return failure.resetKey === resetKey ? null : { failure: undefined }
  }

  readonly retry = () => {
    this.props.onRetry()
    this.setState({ failure: undefined })
  }

  override render() {
    const { failure } = this.state
    if (!failure) return this.props.children
    return <FailedPage cause={failure.cause} retry={this.retry} />
  }
}
