// The template that the program carries is what viz/ builds.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'

const source = process.env.STEPDOWN_SOURCE
const { build } = await import(pathToFileURL(join(source, 'viz/node_modules/vite/dist/node/index.js')))

test('building viz/ gives engine/report/report_template.html to the byte', async () => {
  const outDir = mkdtempSync(join(tmpdir(), 'stepdown-template-'))
  await build({ root: join(source, 'viz'), configFile: join(source, 'viz/vite.config.js'), logLevel: 'error', build: { outDir, emptyOutDir: true } })
  const built = readFileSync(join(outDir, 'index.html'), 'utf8')
  rmSync(outDir, { recursive: true })
  const kept = readFileSync(join(source, 'engine/report/report_template.html'), 'utf8')
  assert.ok(built === kept, 'the template differs: npm run build in viz/, and commit it')
})
