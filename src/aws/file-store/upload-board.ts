import type { Platform } from '#src/aws/platform.ts'

import { createSpeedometer } from './speedometer.ts'
import { isUnderWay } from './upload-item.ts'
import type { UploadItem, UploadReport, UploadStatus } from './upload-item.ts'
import type { Job } from './upload-job.ts'

interface Settings {
  readonly platform: Pick<Platform, 'now' | 'after'>
  readonly report: (report: UploadReport) => void
}

/** As often as anybody can read a number that changes. */
const between = 150

/** Where the jobs of a queue are written down, and from where others hear of them. */
export function createBoard({ platform, report }: Settings) {
  const jobs = new Map<number, Job>()
  const speedometer = createSpeedometer(platform.now)
  const changed = new Set<number>()
  let stopWaiting: (() => void) | undefined

  const isBusy = () => {
    for (const { item } of jobs.values()) if (isUnderWay(item)) return true
    return false
  }

  function tell() {
    stopWaiting?.()
    stopWaiting = undefined
    const items = [...changed].flatMap((id) => jobs.get(id)?.item ?? [])
    changed.clear()
    const busy = isBusy()
    if (!busy) speedometer.reset()
    report({ items, speed: speedometer.read() })
    if (busy) tellSoon()
  }

  const tellSoon = () => void (stopWaiting ??= platform.after(between, tell))

  /** What failed before is not said of what comes after. */
  function change(job: Job, values: Partial<UploadItem>) {
    const { code: _, ...before } = job.item
    job.item = { ...before, ...values }
    changed.add(job.item.id)
    // The end of it all is news; anything else can wait.
    if (isUnderWay(before) && !isBusy()) tell()
    else tellSoon()
  }

  function setStatus(job: Job, status: UploadStatus) {
    if (job.item.status !== status) change(job, { status })
  }

  function setSent(job: Job, sent: number) {
    speedometer.add(Math.max(0, sent - job.item.sent))
    change(job, { sent: Math.min(sent, job.item.size) })
  }

  function each(ids: readonly number[], act: (job: Job) => void) {
    for (const id of ids) {
      const job = jobs.get(id)
      if (job) act(job)
    }
  }

  return { jobs, isBusy, change, setStatus, setSent, each }
}
