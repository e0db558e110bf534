import { configureStore, createSlice } from '@reduxjs/toolkit'
import { createRoot } from 'react-dom/client'
import { Provider, useDispatch } from 'react-redux'
import { BrowserRouter, Route, Routes } from 'react-router-dom'

/** The least that a sign-in screen on this stack can be: it does nothing. */
const auth = createSlice({
  name: 'auth',
  initialState: { email: '' },
  reducers: {
    typed: (state, { payload }: { payload: string }) => ({
      ...state,
      email: payload,
    }),
  },
})

function SignIn() {
  const dispatch = useDispatch()
  return (
    <form onSubmit={(event) => event.preventDefault()}>
      <h1>Sign in</h1>
      <label>
        Email
        <input
          type="email"
          onChange={(event) => dispatch(auth.actions.typed(event.target.value))}
        />
      </label>
      <label>
        Password
        <input type="password" />
      </label>
      <button>Sign in</button>
    </form>
  )
}

createRoot(document.querySelector('#root') as Element).render(
  <Provider store={configureStore({ reducer: { auth: auth.reducer } })}>
    <BrowserRouter>
      <Routes>
        <Route path="*" element={<SignIn />} />
      </Routes>
    </BrowserRouter>
  </Provider>,
)
