// The pages of a comparison, a sizing, levers and sweeps.
import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { open, openBrowser, outputOf, percent, text } from './page.mjs'

/** Two stages with plans and something to size, small enough for a test. */
const clinic = `stepdown: 1
name: Two-step clinic
clock: {start: 2027-01-04, warm_up: 120 d, run: 1 y}
replications: 8
populations:
  adults: {arrivals: 3 per day, enters: {iop: 1}}
stages:
  iop: {slots: 22, stay: 7 d, next: {op: 0.6, home: rest}}
  op: {slots: 50, stay: 21 d, next: {home: rest}}
money: {stages: {iop: {cost: 45 per day}, op: {cost: 11 per day}}}
targets: [iop.access.within(7 d) >= 90%]
sources:
  stages.iop.stay: {from: a guess, evidence: low}
plans:
  more: {stages.iop.slots: 24}
sizing:
  choose:
    stages.iop.slots: {from: 20, to: 30}
`
const file = join(mkdtempSync(join(tmpdir(), 'stepdown-clinic-')), 'clinic.yaml')
writeFileSync(file, clinic)
let browser
before(async () => { browser = await openBrowser() })
after(() => browser.close())

test('a comparison shows each plan and its differences', async () => {
  const output = outputOf(['compare', file])
  const { page, complaints } = await open(browser, output)
  for (const plan of output.summary.plans) {
    const [{ target, value }] = plan.targets
    assert.equal(await text(page, `[data-plan="${plan.name}"][data-target="${target}"]`), percent(value))
  }
  await page.locator('#difference-metric').selectOption('iop.census.mean')
  const { value } = output.summary.differences.find(({ metric }) => metric === 'iop.census.mean')
  const shown = Number((await text(page, '#differences-table tr[data-plan="more"] td:nth-child(2)')).replace('+', ''))
  assert.ok(Math.abs(shown - value) <= 0.005 * Math.abs(value) + 1e-9, `${shown} is not ${value}`)
  assert.ok((await page.locator('#differences svg').count()) > 0)
  assert.deepEqual(complaints, [])
  output.remove()
})

test('a sizing shows its plan, its guarantee and its search', async () => {
  const output = outputOf(['size', file])
  const { page, complaints } = await open(browser, output)
  const { sizing, trace } = output.summary
  assert.equal(await text(page, '#guarantee'), sizing.guarantee)
  for (const { path, chosen } of sizing.choices) assert.equal(await text(page, `#choices tr[data-path="${path}"] td:nth-child(4)`), String(chosen))
  const bound = sizing.attempts.at(-1).requirements[0].bound
  assert.match(await text(page, '#requirements tbody tr td:nth-child(4)'), new RegExp(`at least ${percent(bound)}`))
  assert.ok(trace.length > 1)
  for (const name of ['frontier', 'trace', 'marginal-values']) assert.ok((await page.locator(`#${name} svg`).count()) > 0, name)
  assert.deepEqual(complaints, [])
  output.remove()
})

test('the most referrals are told with their guarantee', async () => {
  const output = outputOf(['size', file, '--most-referrals'])
  const { page, complaints } = await open(browser, output)
  assert.equal(await text(page, '#sizing .answer'), output.summary.most_referrals.guarantee)
  assert.equal(await text(page, '#guarantee'), output.summary.most_referrals.guarantee)
  assert.ok((await page.locator('#network svg').count()) > 0)
  assert.deepEqual(complaints, [])
  output.remove()
})

for (const [words, drawing] of [
  [['levers', file], 'levers-effects'],
  [['sweep', file, '--vary', 'stages.iop.slots=20..24/2'], 'response'],
  [['sweep', file, '--tornado'], 'tornado'],
]) {
  test(`${words[0]} ${words[2] ?? ''} draws what it found`, async () => {
    const output = outputOf(words)
    const { page, complaints } = await open(browser, output)
    assert.ok((await page.locator(`#${drawing} svg`).count()) > 0)
    assert.deepEqual(complaints, [])
    output.remove()
  })
}
