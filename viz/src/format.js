// Numbers and their units as a planner writes them.

const digits = (value, count) =>
  value.toLocaleString('en-US', { maximumSignificantDigits: Math.abs(value) >= 1000 ? 6 : count, maximumFractionDigits: 20 })

/** A figure in its unit, e.g. 0.9 share is "90%"; a dash where there is none. */
export function figure(value, unit = '') {
  if (value === null || value === undefined) return '–'
  if (unit === 'share') return `${(100 * value).toLocaleString('en-US', { maximumFractionDigits: 1 })}%`
  const rounded = Math.abs(value) >= 1000 ? Math.round(value).toLocaleString('en-US') : digits(value, 3)
  return ['', 'clients', 'places'].includes(unit) ? rounded : `${rounded} ${unit}`
}

/** "73% (72.4% to 73.6%)" of an estimate row. */
export function withInterval(estimate) {
  if (!estimate || estimate.value === null) return '–'
  if (estimate.low === null || estimate.low === estimate.high) return figure(estimate.value, estimate.unit)
  return `${figure(estimate.value, estimate.unit)} (${interval(estimate)})`
}

/** Neither shares nor counts nor durations can lie beyond their scale, whatever Student's t says. */
function withinScale(value, estimate) {
  if (estimate.unit === 'share') return Math.min(1, Math.max(0, value))
  return ['d', 'clients', 'places', 'h'].includes(estimate.unit) ? Math.max(0, value) : value
}

export const interval = (estimate) => `${figure(withinScale(estimate.low, estimate), estimate.unit)} to ${figure(withinScale(estimate.high, estimate), estimate.unit)}`

/** An axis in a unit: shares are drawn as percent, differences of shares as points. */
export const axisUnit = (unit) => (unit === 'share' ? '%' : unit || 'count')
export const axisUnitOfDifference = (unit) => (unit === 'share' ? 'points' : unit || 'count')
export const axisScale = (unit) => (unit === 'share' ? 100 : 1)

/** With its sign, and shares in points: a difference of 2 points is not a difference of 2%. */
export function difference(value, unit = '') {
  if (value === null || value === undefined) return '–'
  const sign = value > 0 ? '+' : ''
  if (unit === 'share' && Math.abs(value) < 0.0005) return '0 points'
  if (unit === 'share') return `${sign}${(100 * value).toLocaleString('en-US', { maximumFractionDigits: 1 })} points`
  return `${sign}${figure(value, unit)}`
}

export const addDays = (date, days) => new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000)
export const dayText = (date) => date.toISOString().slice(0, 10)

/** Comma-separated with a header, fields quoted where they must be. */
export function csv(rows) {
  if (rows.length === 0) return ''
  const columns = Object.keys(rows[0])
  const field = (value) => {
    const text = value === null || value === undefined ? '' : value instanceof Date ? dayText(value) : String(value)
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  return [columns, ...rows.map((row) => columns.map((column) => row[column]))]
    .map((row) => row.map(field).join(','))
    .join('\n')
    .concat('\n')
}
