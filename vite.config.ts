import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

/** They need a command that npm cannot install, so they are a part of their own. */
const awsCli = 'test/infra/**/aws-cli*.test.ts'

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
        test: { name: 'aws-cli', environment: 'node', include: [awsCli] },
      },
      {
        extends: true,
        test: {
          name: 'infra',
          environment: 'node',
          include: ['test/*.test.ts', 'test/infra/**/*.test.ts'],
          exclude: [awsCli],
          setupFiles: ['test/support/console.ts'],
        },
      },
    ],
  },
})
