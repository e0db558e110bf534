export const words = {
  part: 'account-devices',
  lead: 'Browsers that have signed in to your account. Forget those that you no longer use.',
  thisTitle: 'This browser',
  remember: 'Do not ask for a code in this browser',
  rememberHint:
    'With two-step verification on, your password is then enough here. Only where nobody else can use it.',
  title: 'Known browsers',
  device: 'Browser',
  used: 'Last signed in',
  isThis: 'This one',
  remembered: 'Not asked for codes',
  on: (browser: string, system: string) => `${browser} on ${system}`,
  unknown: 'Unknown browser',
  forget: 'Forget',
  forgetNamed: (name: string) => `Forget ${name}`,
  forgetOther:
    'It has to give a code again, and signs in anew when its session runs out. To end its session at once, sign out everywhere.',
  forgetThis: 'You are signed out here, and asked for a code the next time.',
  forgotten: 'Forgotten.',
  none: 'No known browsers',
  noneLead: 'A browser shows up here once you have signed in with it.',
} as const
