// What a planner sees and does on the page of a run, over three scenarios.
import assert from 'node:assert/strict'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { axe, open, openBrowser, outputOf, percent, report, text } from './page.mjs'

const scenarios = ['riverbend', 'single-level', 'virtual-iop']
let browser
before(async () => { browser = await openBrowser() })
after(() => browser.close())

for (const name of scenarios) {
  describe(name, () => {
    let output
    before(() => { output = outputOf(['run', `scenarios/${name}/scenario.yaml`, '--replications', '5']) })
    after(() => output.remove())

    test('the first screen shows the figures of summary.json', async () => {
      const { page, complaints } = await open(browser, output)
      const { summary } = output
      assert.equal(await text(page, 'h1'), summary.scenario)
      assert.equal(await text(page, '#bottleneck'), summary.bottleneck.sentence)
      for (const { target, verdict } of summary.targets) {
        const row = page.locator(`tr[data-target="${target}"]`)
        assert.equal(await row.locator('.verdict').innerText(), verdict)
      }
      let compared = 0
      for (const [metric, estimate] of Object.entries(summary.metrics)) {
        const cell = page.locator(`#headline [data-metric="${metric}"]`)
        if (estimate.unit !== 'share' || estimate.value === null || (await cell.count()) === 0) continue
        assert.equal((await cell.innerText()).split('\n')[0], percent(estimate.value), metric)
        compared += 1
      }
      for (const card of await page.locator('.cards li').all()) assert.ok(summary.metrics[await card.getAttribute('data-metric')])
      assert.equal(await page.locator('.cards li[data-metric="clients.access.mean"]').count(), 1)
      assert.ok(compared >= 2, `${compared} figures compared`)
      assert.deepEqual(complaints, [])
      await page.close()
    })

    test('nothing is wider than the page, at 1280 and at 390 pixels', async () => {
      for (const width of [1280, 390]) {
        const { page, complaints } = await open(browser, output, { viewport: { width, height: 800 } })
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width)
        assert.deepEqual(complaints, [])
        await page.close()
      }
    })

    test('no violation of accessibility is found, in light and in dark', async () => {
      for (const colors of ['light', 'dark']) {
        const { page } = await open(browser, output)
        await page.locator('header select').selectOption(colors)
        await page.evaluate(axe)
        const { violations } = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa'] }))
        assert.deepEqual(violations.map(({ id, nodes }) => `${colors}: ${id}: ${nodes[0].html} ${nodes[0].failureSummary}`), [])
        await page.close()
      }
    })

    test('the page is below 2 MB and the same when it is made anew', () => {
      const path = join(output.directory, 'report.html')
      assert.ok(statSync(path).size < 2_000_000)
      assert.equal(report(output.directory), `${path}\n`)
      assert.equal(readFileSync(path, 'utf8'), output.page)
    })
  })
}

describe('what a planner does', () => {
  let output
  before(() => { output = outputOf(['run', 'scenarios/riverbend/scenario.yaml', '--replications', '5']) })
  after(() => output.remove())

  test('flows tell their numbers under the pointer and at the keyboard', async () => {
    const { page } = await open(browser, output)
    const flow = output.summary.flows.find(({ from, to }) => from === 'iop' && to === 'op')
    const returns = output.summary.flows.find(({ from, to }) => from === 'home' && to === 'inpatient')
    assert.ok(returns.after_relapse_per_day > 0 && returns.after_relapse_per_day < returns.per_day)
    await page.locator('path[data-from="home"][data-to="inpatient"][data-kind="relapse"]').focus()
    assert.match(await text(page, '#told'), /^home to inpatient: [\d.]+ clients a week, because of a relapse$/)
    const words = `iop to op: ${(7 * (flow.per_day - flow.after_relapse_per_day)).toLocaleString('en-US', { maximumSignificantDigits: 3 })} clients a week, step-down`
    await page.locator('path[data-from="iop"][data-to="op"][data-kind="down"]').focus()
    assert.equal(await text(page, '#told'), words)
    await page.keyboard.press('Tab')
    assert.notEqual(await text(page, '#told'), words)
    await page.locator('g[data-stage="php"] rect').hover()
    assert.match(await text(page, '#told'), /^php: [\d.]+ in care, [\d.]+% of places in use/)
    await page.close()
  })

  test('a figure hands over its data and its picture', async () => {
    const { page, complaints } = await open(browser, output)
    const saved = async (button) => {
      const [download] = await Promise.all([page.waitForEvent('download'), page.locator(`#network-flows button`).filter({ hasText: button }).click()])
      return [download.suggestedFilename(), readFileSync(await download.path(), 'utf8')]
    }
    const [dataName, data] = await saved('Data')
    assert.equal(dataName, 'network-flows.csv')
    const parts = output.summary.flows.flatMap(({ per_day, after_relapse_per_day: relapsed }) => [per_day - relapsed, relapsed]).filter((part) => part > 0)
    assert.equal(data.trim().split('\n').length, parts.length + 1)
    assert.match(data, /^from,to,per_day,kind\n/)
    const [pictureName, picture] = await saved('Picture')
    assert.equal(pictureName, 'network-flows.svg')
    assert.match(picture, /^<svg /)
    assert.match(picture, />Clients moving between stages</)
    assert.match(picture, />step-down</)
    assert.doesNotMatch(picture, /var\(/)
    assert.deepEqual(complaints, [])
    await page.close()
  })

  test('any figure is found by parts of its name', async () => {
    const { page } = await open(browser, output)
    await page.locator('#find-metric').fill('iop wait.mean medicaid')
    const names = await page.locator('#all-figures tbody tr').evaluateAll((rows) => rows.map((row) => row.dataset.metric))
    assert.ok(names.length > 0)
    for (const name of names) assert.match(name, /iop.*wait\.mean.*medicaid/)
    await page.close()
  })

  test('dark changes the page, and print makes a PDF of several pages', async () => {
    const { page, complaints } = await open(browser, output)
    const color = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    await page.locator('header select').selectOption('light')
    const light = await color()
    await page.locator('header select').selectOption('dark')
    assert.notEqual(await color(), light)
    const pdf = await page.pdf({ format: 'A4' })
    assert.equal(pdf.subarray(0, 5).toString(), '%PDF-')
    assert.ok(pdf.toString('latin1').match(/\/Type \/Page\b/g).length > 3)
    assert.deepEqual(complaints, [])
    await page.emulateMedia({ media: 'print' })
    assert.equal(await color(), 'rgb(255, 255, 255)', 'paper is white, whatever the colors on the screen')
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
    assert.equal(await page.locator('details:not([open])').count(), 0)
    await page.close()
  })

  test('the checklist and the scenario are there to be opened', async () => {
    const { page } = await open(browser, output)
    await page.locator('#stress > summary').click()
    assert.match(await text(page, '#stress table'), /1\.1 Purpose of the model\s+Who waits for a place at Riverbend/)
    const shown = await page.locator('pre').first().textContent()
    assert.match(shown, /name: Riverbend Behavioral Health/)
    await page.close()
  })
})

test('a name that looks like a script shows as text', async () => {
  const name = '</script><script>alert(1)</script><!-- '
  const output = outputOf(['run', 'scenarios/single-level/scenario.yaml', '--replications', '2', '--set', `name=${name}`])
  const { page, complaints } = await open(browser, output)
  page.on('dialog', () => complaints.push('a dialog'))
  assert.equal(await page.locator('h1').textContent(), output.summary.scenario)
  assert.match(output.summary.scenario, /<\/script><script>alert\(1\)/)
  assert.deepEqual(complaints, [])
  await page.close()
  output.remove()
})
