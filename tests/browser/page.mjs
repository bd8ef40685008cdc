// A report of the program under test, opened from the disk in Debian's Chromium.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const program = process.env.STEPDOWN_BINARY
export const source = process.env.STEPDOWN_SOURCE

// The packages are those of viz/package-lock.json.
const require = createRequire(join(source, 'viz/package.json'))
const { chromium } = require('playwright-core')
export const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

/** The directory that `stepdown ...words --out` writes, with its report's address and its summary. */
export function outputOf(words) {
  const place = mkdtempSync(join(tmpdir(), 'stepdown-report-'))
  const directory = join(place, 'out')
  const ended = spawnSync(program, [...words, '--out', directory], { cwd: source, encoding: 'utf8' })
  if (ended.status !== 0 && ended.status !== 1) throw new Error(`${words.join(' ')}: ${ended.stderr}`)
  return {
    directory,
    address: `file://${join(directory, 'report.html')}`,
    page: readFileSync(join(directory, 'report.html'), 'utf8'),
    summary: JSON.parse(readFileSync(join(directory, 'summary.json'), 'utf8')),
    remove: () => rmSync(place, { recursive: true }),
  }
}

export const report = (directory) => execFileSync(program, ['report', directory], { encoding: 'utf8' })

export const openBrowser = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] })

/** The page, and in `complaints` all errors of its console and requests to anywhere but itself. */
export async function open(browser, output, options = {}) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options })
  const complaints = []
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('request', (request) => request.url() !== output.address && !/^(blob|data):/.test(request.url()) && complaints.push(request.url()))
  await page.goto(output.address)
  await page.waitForSelector('h1')
  return { page, complaints }
}

/** As a percentage with one digit, where the summary has a share. */
export const percent = (share) => `${(100 * share).toLocaleString('en-US', { maximumFractionDigits: 1 })}%`
export const text = async (page, selector) => (await page.locator(selector).first().innerText()).trim()
