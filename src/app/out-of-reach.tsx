import { useEffect } from 'react'
import { createRoot } from 'react-dom/client'
import { RetryNotice } from '#src/ui/try-again.tsx'
import { words as english } from '#src/words/en/shell.ts'
import { language, useWords } from '#src/words/words.ts'

function OutOfReach({ retry }: { readonly retry: () => void }) {
  const { failed } = useWords(english)
  useEffect(() => {
    window.addEventListener('online', retry)
    return () => window.removeEventListener('online', retry)
  }, [retry])
  return <RetryNotice onRetry={retry}>{failed.chunk}</RetryNotice>
}

/** Above whatever was rendered ahead of time, where somebody may be typing already. */
export async function askToTryAgain() {
  const place = document.createElement('div')
  place.lang = language()
  document.body.prepend(place)
  const notice = createRoot(place)
  await new Promise<void>((retry) => notice.render(<OutOfReach retry={retry} />))
  notice.unmount()
  place.remove()
}
