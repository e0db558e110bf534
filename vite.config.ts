import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [react()],
  // amazon-cognito-identity-js brings the 2019 `buffer`, which expects Node's global.
  define: { global: 'globalThis' },
  server: { port: 5173, strictPort: true, host: 'localhost' },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'src',
          environment: 'jsdom',
          include: ['test/src/**/*.test.{ts,tsx}'],
          setupFiles: ['test/support/console.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'infra',
          environment: 'node',
          include: ['test/infra/**/*.test.ts'],
          setupFiles: ['test/support/console.ts'],
        },
      },
    ],
  },
})
