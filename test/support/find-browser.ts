import { execFile } from 'node:child_process'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { chromium } from '@playwright/test'
import { aptInstall, canRun, onPath } from '#test/support/find-tool.ts'

const commands = [
  // Made for this: half the work of a whole browser that shows its window to nobody.
  'chromium-headless-shell',
  'chrome-headless-shell',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
  'msedge',
] as const

/** Where browsers live that are not on the PATH. */
function usualPlaces(): string[] {
  const mac = (name: string) => `/Applications/${name}.app/Contents/MacOS/${name}`
  const onMac = [mac('Google Chrome'), mac('Chromium'), mac('Microsoft Edge')]
  if (process.platform === 'darwin') return [...onMac, ...onMac.map((file) => homedir() + file)]
  if (process.platform !== 'win32') return []
  return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
    .flatMap((name) => process.env[name] ?? [])
    .flatMap((folder) => [
      join(folder, 'Google/Chrome/Application/chrome.exe'),
      join(folder, 'Microsoft/Edge/Application/msedge.exe'),
    ])
}

async function onMachine({ whole = false }: Wish = {}): Promise<string | undefined> {
  const command = await onPath(...commands.filter((name) => !whole || !name.endsWith('-shell')))
  if (command) return command
  for (const file of usualPlaces()) if (await canRun(file)) return file
  return undefined
}

async function ofPlaywright(): Promise<string | undefined> {
  const file = chromium.executablePath()
  return (await canRun(file)) ? file : undefined
}

async function downloadPlaywright(): Promise<string | undefined> {
  const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx'
  try {
    await promisify(execFile)(npx, ['playwright', 'install', 'chromium'], {
      timeout: 300_000,
      shell: process.platform === 'win32',
    })
  } catch {
    return undefined
  }
  return ofPlaywright()
}

async function ofDistribution(): Promise<string | undefined> {
  for (const name of ['chromium-headless-shell', 'chromium'])
    if (await aptInstall(name)) return onMachine()
  return undefined
}

interface Wish {
  /** A shell is fast, but connects to nothing before it has to. */
  readonly whole?: boolean
}

/**
 * A browser for the tests: the one named, one that is there, or one that can be had without a
 * question.
 */
export async function findBrowser(wish?: Wish): Promise<string> {
  const named = process.env['CHROME_PATH']
  if (named) {
    if (await canRun(named)) return named
    throw new Error(`CHROME_PATH names ${named}, which cannot be run.`)
  }
  const there = (await onMachine(wish)) ?? (await ofPlaywright())
  if (there) return there
  const installed = (await downloadPlaywright()) ?? (await ofDistribution())
  if (installed) return installed
  throw new Error(
    'The browser tests need Chrome, Chromium or Edge: install one, or name it in CHROME_PATH.',
  )
}
