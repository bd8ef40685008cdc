// One file with everything inside; `npm run build` puts it where the engine takes it from.
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'
import { viteSingleFile } from 'vite-plugin-singlefile'

// The page is drawn once from data that never change, so reading a property once is what is meant.
const onwarn = (warning, handle) => warning.code === 'state_referenced_locally' || handle(warning)

export default defineConfig({
  plugins: [svelte({ configFile: false, onwarn }), viteSingleFile()],
  build: { target: 'es2022', modulePreload: false, reportCompressedSize: false },
})
