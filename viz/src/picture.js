// What the buttons under a figure hand over, made in the page: no request leaves it.

const svgName = 'http://www.w3.org/2000/svg'

function save(name, type, text) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
}

export const saveCsv = (name, text) => save(`${name}.csv`, 'text/csv', text)

function svgElement(kind, attributes, text = '') {
  const element = document.createElementNS(svgName, kind)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.textContent = text
  return element
}

/** Plot and the sections write their keys of colors in HTML: here as a row of squares with their words. */
function keyOf(element) {
  const row = document.createElementNS(svgName, 'g')
  let x = 4
  for (const square of element.querySelectorAll('[class*="-swatch"] svg')) {
    const words = square.parentElement.textContent
    row.append(svgElement('rect', { x, y: 4, width: 12, height: 12, fill: square.getAttribute('fill') }))
    row.append(svgElement('text', { x: x + 17, y: 14, 'font-size': 11, fill: 'var(--text)' }, words))
    x += 36 + 7 * words.length
  }
  for (const item of element.querySelectorAll('.key li')) {
    const color = getComputedStyle(item.querySelector('span'))
    const stops = color.backgroundImage.match(/rgba?\([^)]*\)/g) ?? [color.backgroundColor]
    for (const [i, fill] of stops.entries()) row.append(svgElement('rect', { x: x + 12 * i, y: 4, width: 12, height: 12, fill }))
    x += 12 * (stops.length - 1)
    row.append(svgElement('text', { x: x + 17, y: 14, 'font-size': 11, fill: 'var(--text)' }, item.textContent.trim()))
    x += 36 + 7 * item.textContent.trim().length
  }
  row.dataset.width = x
  return row
}

/** The drawings of a figure in one SVG with its title, note and key, their colors as they are shown now. */
export function saveSvg(name, element, title, note) {
  const drawings = [...element.querySelectorAll('.drawing svg')].filter((drawing) => !drawing.closest('[class*="-swatch"]'))
  const key = keyOf(element)
  const style = getComputedStyle(document.documentElement)
  const resolved = (text) => text.replace(/var\((--[a-z0-9-]+)\)/g, (_, variable) => style.getPropertyValue(variable).trim())
  const whole = document.createElementNS(svgName, 'svg')
  whole.append(svgElement('text', { x: 4, y: 18, 'font-size': 15, 'font-weight': 600, fill: 'var(--text)' }, title))
  let height = 26
  if (note) {
    whole.append(svgElement('text', { x: 4, y: height + 12, 'font-size': 11, fill: 'var(--text)' }, note))
    height += 20
  }
  let width = Math.max(6.2 * note.length, 9 * title.length)
  if (key.childElementCount > 0) {
    key.setAttribute('transform', `translate(0 ${height})`)
    width = Math.max(width, Number(key.dataset.width))
    delete key.dataset.width
    height += 22
    whole.append(key)
  }
  for (const drawing of drawings) {
    const copy = drawing.cloneNode(true)
    copy.setAttribute('y', height)
    height += drawing.clientHeight
    width = Math.max(width, drawing.clientWidth)
    whole.append(copy)
  }
  whole.setAttribute('viewBox', `0 0 ${width} ${height}`)
  whole.setAttribute('width', width)
  whole.setAttribute('height', height)
  whole.setAttribute('style', 'background: var(--page); color: var(--text); font-family: sans-serif')
  save(`${name}.svg`, 'image/svg+xml', resolved(new XMLSerializer().serializeToString(whole)))
}
