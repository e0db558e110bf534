/** What can go wrong with any step of the way in. Loaded when somebody sets about it. */
export const words = {
  part: 'auth-errors',
  /** Every code of AuthError. None may tell whether an address has an account. */
  errors: {
    'wrong-credentials': 'The email or the password is not right.',
    'user-not-found': 'The email or the password is not right.',
    'user-not-confirmed': 'This email has yet to be confirmed. Sign in to get a new code.',
    'user-disabled':
      'Signing in is switched off for this account. If that surprises you, write to whoever runs this site.',
    'already-confirmed': 'This email is confirmed already. You can sign in.',
    'username-taken': 'This email cannot be used here. Sign in, or use another one.',
    'password-reset-required': 'A new password is needed before you can sign in.',
    'temporary-password-expired':
      'The password of your invitation has run out. Ask whoever invited you for a new invitation.',
    'password-policy': 'This password does not meet all of the rules.',
    'password-reused': 'You have had this password before. Choose a new one.',
    'code-mismatch': 'This is not the right code. Check it and try again.',
    'code-expired': 'This code has run out. Get a new one.',
    'code-not-sent': 'The code could not be sent. Wait a moment and ask for it again.',
    'no-recovery-address': 'There is no way to send you a code. Write to whoever runs this site.',
    'too-many-attempts':
      'There were too many attempts. Wait a while, up to a quarter of an hour, before the next one.',
    'limit-exceeded': 'That was asked for too often. Wait a while, up to an hour, and try again.',
    throttled: 'Very many people are doing this right now. Try again in a moment.',
    'invalid-attribute': 'One of the entries was not accepted. Check them and try again.',
    'invalid-input': 'Something in here was not accepted. Check it and try again.',
    'refused-by-trigger':
      'This was refused. If that surprises you, write to whoever runs this site.',
    'session-expired': 'That took too long. Please begin again.',
    'signed-out': 'You are no longer signed in. Sign in again.',
    network: 'There is no connection. Nothing is lost: check your network and try again.',
    server: 'The service has a problem. Nothing is lost: try again in a moment.',
    aborted: 'This was called off. Try again.',
    'unsupported-challenge':
      'Your account asks for a step that this site does not offer. Write to whoever runs it.',
    'passkey-cancelled': 'No passkey was used. Try again, or choose another way.',
    'passkey-unknown': 'This device has no passkey for you here. Choose another way.',
    'passkey-exists': 'This device has a passkey for you already.',
    'passkey-unsupported': 'This browser cannot use passkeys. Choose another way.',
    'passkey-wrong-site': 'Your passkey belongs to another address than the one in use.',
    'passkey-off': 'Passkeys are not in use here. Choose another way.',
    'not-found': 'It is not there any more.',
    misconfigured: 'This site is not set up correctly. Write to whoever runs it.',
    'not-allowed':
      'This is not possible here. Choose another way, or write to whoever runs this site.',
    unknown: 'Something went wrong. Try again; if it stays, write to whoever runs this site.',
    wait: (time: string) => `There were too many attempts. You can try again in ${time}.`,
    waited: 'You can try again now.',
    /** One sentence for several codes, where telling them apart would tell about the account. */
    codeWrongOrExpired: 'This code is not right, or it has run out. Check it, or get a new one.',
    /** On a screen without a password. */
    refused: 'That did not work. Check your email, or choose another way.',
    stepRefused: 'That was refused. Please begin again.',
    invitationOnly: 'Accounts are made by invitation here.',
  },
  actions: {
    signIn: 'Sign in',
    reset: 'Set a new password',
    startAgain: 'Start again',
  },
} as const
