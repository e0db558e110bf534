import { readFile } from 'node:fs/promises'
import type { Browser, Page } from '@playwright/test'

interface TraceEvent {
  readonly name: string
  readonly pid: number
  readonly tid: number
  readonly dur?: number
  /** Of the processor, which what else the machine does leaves alone. */
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

/** The longest task of a page's main thread from here on, in milliseconds of its own. */
export async function watchTasks(browser: Browser, page: Page) {
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] })
  return async () => {
    const trace = JSON.parse((await browser.stopTracing()).toString()) as {
      traceEvents: readonly TraceEvent[]
    }
    const mains = new Set(
      trace.traceEvents
        .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
        .map(({ pid, tid }) => `${pid} ${tid}`),
    )
    const tasks = trace.traceEvents
      .filter(({ name, pid, tid }) => name.endsWith('RunTask') && mains.has(`${pid} ${tid}`))
      .map(({ dur = 0, tdur = dur }) => tdur / 1000)
    return { longest: Math.max(0, ...tasks), over: tasks.filter((task) => task > 50).length }
  }
}

/** What all processes of a browser hold in memory, where the system tells. */
async function memoryOf(browser: Browser) {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const sizes = await Promise.all(
    processInfo.map(async ({ id }) => {
      const text = await readFile(`/proc/${id}/smaps_rollup`, 'utf8').catch(() => '')
      return Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0) * 1024
    }),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** The most memory from here on, in bytes above what it is now. */
export async function watchMemory(browser: Browser) {
  const idle = await memoryOf(browser)
  let highest = idle
  const look = () => void memoryOf(browser).then((now) => (highest = Math.max(highest, now)))
  const watching = setInterval(look, 300)
  return () => {
    clearInterval(watching)
    return highest - idle
  }
}
