import { preact } from '@preact/preset-vite'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { precompress } from './build/precompress.ts'

export default defineConfig({
  plugins: [
    preact({ prefreshEnabled: false, reactAliasesEnabled: false }),
    tailwindcss(),
    precompress(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/service-worker',
      filename: 'sw.ts',
      // The server writes a manifest for each brand, and the app registers the worker when it is idle.
      manifest: false,
      injectRegister: false,
      // The shell itself is fetched by the worker at install: only the server knows the brand in it.
      injectManifest: { globPatterns: ['assets/*.{js,css}'], rollupFormat: 'iife' },
    }),
  ],
  build: {
    target: 'es2023',
    modulePreload: { polyfill: false },
    // The policy forbids data: for anything but images, and one small file more costs nothing over HTTP/2.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Two files at the door instead of twenty: the libraries outlive most deploys in the phone's cache.
          groups: [
            { name: 'libraries', tags: ['$initial'], test: /node_modules/ },
            { name: 'door', tags: ['$initial'] },
          ],
        },
      },
    },
  },
})
