/** For password managers, which otherwise keep a new password without knowing whose it is. */
export function AccountName({ email }: { readonly email: string }) {
  return email === '' ? null : (
    <input hidden readOnly type="email" name="username" autoComplete="username" value={email} />
  )
}
