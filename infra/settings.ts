import type { Settings } from './aws/settings-shape.ts'

/**
 * The page to edit first. `npm run dev` takes a change on save, `npm run deploy` brings it to AWS.
 * A value that AWS would refuse is named in one sentence before anything is made of it.
 */
export const settings: Settings = {
  /** Shown in the app, and the start of the stack's name: letters, digits, spaces, hyphens. */
  appName: 'Agent Desk',

  /**
   * `development`: the bucket also answers pages on localhost, and destroy removes everything.
   * `production`: only the site is answered; users and files are protected and outlive the stack.
   * The stand-in always plays development. STAGE=production npm run deploy overrides for one run.
   */
  stage: 'development',

  /** On every resource; the bill can be split by them. */
  tags: { AppName: 'Agent Desk' },

  /** Whether people may make an account themselves; otherwise an administrator invites them. */
  selfSignUp: true,

  /**
   * What a person is asked for beside email and password, and may change later. `name` is a standard
   * attribute (given_name, phone_number …) or `custom:` and up to 20 characters. minLength and
   * maxLength, 0 to 2048, belong to custom ones. A standard attribute cannot become `required` on a
   * pool that exists; a custom one is only required by the app's form; none can be removed.
   */
  attributes: [{ name: 'custom:agentName', required: true, minLength: 1, maxLength: 60 }],

  /**
   * NIST 800-63B-4 and OWASP ASVS 5.0 ask for length instead of classes of characters: 15 where the
   * password is all there is, 8 beside a second factor. To follow them: minimumLength 15 and every
   * `require` false. These are the rules of the console tutorials.
   */
  passwordPolicy: {
    /** 6 to 99. */
    minimumLength: 8,
    requireLowercase: false,
    requireUppercase: false,
    requireNumbers: true,
    requireSymbols: false,
    /** How many former passwords are refused: 0 to 24. */
    history: 0,
    /** How long the password in an invitation works: 1 to 365. */
    temporaryPasswordDays: 7,
  },

  /**
   * First factors: PASSWORD always; EMAIL_OTP and SMS_OTP (a code instead of a password) and
   * WEB_AUTHN (passkeys) may be added, unless mfa.mode is ON. A person with a second factor can
   * sign in by password only.
   */
  signInWith: ['PASSWORD'],

  passkeys: {
    /** The domain passkeys belong to. Left out: localhost in development, else the site's. */
    // relyingPartyId: 'example.com',
    /** Whether the authenticator must check the person (PIN, fingerprint): preferred, required. */
    userVerification: 'preferred',
  },

  mfa: {
    /** OFF, OPTIONAL (each person decides) or ON (everyone). */
    mode: 'OPTIONAL',
    /** TOTP; SMS costs money per message; EMAIL needs SES and rules out recovery by email. */
    methods: ['TOTP'],
  },

  /** Devices that skip the second factor: off, opt-in (the person is asked) or always. */
  devices: 'opt-in',

  /**
   * Each group has an IAM role; the lowest precedence wins where a person is in several. `files`:
   * `own` as everybody, `read-all` may also list and read everybody's.
   */
  groups: [{ name: 'admins', precedence: 0, files: 'read-all' }],

  tokens: {
    /** 5 to 1440. What a stolen token is good for; renewing costs one request. */
    accessMinutes: 15,
    /** 5 to 1440. */
    idMinutes: 15,
    /** 1 to 3650. Without a visit for this long, people sign in again. */
    refreshDays: 30,
    /** 0 to 60. How long a refresh token works once more after it was replaced: lost answers. */
    rotationGraceSeconds: 30,
    /** 3 to 15. How long a code may be awaited within one sign-in. */
    challengeMinutes: 5,
  },

  /** Subject up to 140 characters, body up to 20,000. {####} is where the code goes. */
  mail: {
    verification: {
      subject: 'Your code for Agent Desk',
      body: 'Your code is {####}. If you did not ask for it, you need not do anything.',
    },
    /** {username} is the address, {####} the temporary password. */
    invitation: {
      subject: 'Your account at Agent Desk',
      body: 'An account was made for you. Sign in as {username} with the password {####}.',
    },
    /** For EMAIL_OTP and the mfa method EMAIL, where the sender is SES; else Cognito's own words. */
    signInCode: {
      subject: 'Your sign-in code for Agent Desk',
      body: 'Your sign-in code is {####}.',
    },
    /** Text messages, up to 140 characters. */
    sms: 'Your code is {####}.',
    /**
     * `{ by: 'cognito' }` sends about 50 mails a day, for trying things out. From an address of
     * yours, verified in SES: `{ by: 'ses', from: 'accounts@example.com', fromName: 'Agent Desk',
     * replyTo: 'help@example.com', verifiedDomain: 'example.com' }`; all but `from` may be left out.
     */
    sender: { by: 'cognito' },
  },

  /**
   * An own domain for the site. The certificate must be in us-east-1; with a hosted zone the DNS
   * records are made too.
   */
  // domain: {
  //   name: 'app.example.com',
  //   certificateArn: 'arn:aws:acm:us-east-1:000000000000:certificate/…',
  //   hostedZone: { id: 'Z0123456789ABC', name: 'example.com' },
  // },

  /**
   * Cognito's own sign-in pages beside this app's, at <prefix>.auth.<region>.amazoncognito.com.
   * Turns OAuth on, with the code grant and nothing else. This app has no button that leads there.
   */
  // hostedSignIn: { domainPrefix: 'agent-desk' },

  files: {
    /** Checked by the page; IAM cannot limit size or count. S3 takes up to 5 TB. */
    maxFileBytes: 5 * 1024 ** 3,
    maxFiles: 10_000,
    /** As in a file input's accept: 'image/*', '.pdf'. Empty allows every type. */
    types: [],
    /** Whether links may be made that open a file without an account, for an hour at most. */
    shareLinks: true,
    /** How long replaced and deleted files can still be brought back: 1 to 3650. */
    keepVersionsDays: 30,
  },

  /** off, audit or enforce: Cognito's PLUS plan, at a price per user. */
  threatProtection: 'off',
}
