export const words = {
  part: 'account-delete',
  lead: 'This cannot be undone. You may want to download your data first.',
  title: 'Delete your account',
  consequences: {
    files: 'All your files are deleted first. Their earlier versions are removed some weeks later.',
    account: 'Then your account goes: your profile, your address, your ways of signing in.',
    sessions: 'You are signed out everywhere.',
  },
  confirmation: (email: string) => `To confirm, type your address: ${email}`,
  confirmationWrong: 'This is not your address. Type it exactly as it stands above.',
  submit: 'Delete my account',
  pending: 'Deleting your account…',
  progress: (files: number) =>
    files === 0 ? 'Deleting your files…' : `Deleting your files… ${files} done`,
  broken: (files: number) =>
    `This broke off after ${files === 1 ? 'one file was' : `${files} files were`} deleted. Your account and the other files are still here. Begin again, and it goes on with what is left.`,
} as const
