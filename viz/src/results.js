// What the page asks of the data: see README.md for the document.

/** Estimates are rows [unit, value, low, high, n, spread low, spread high]. */
function estimate(row) {
  if (!row) return null
  const [unit, value, low, high, n, spreadLow, spreadHigh] = row
  return { unit, value, low, high, n, spreadLow, spreadHigh }
}

/** A target is judged by its metric's own figure, or by a share. */
export const unitTested = (run, target) => (target.tested === target.metric ? (run.metric(target.metric)?.unit ?? '') : 'share')

export function results(data) {
  const { summary, manifest, tables } = data
  const network = summary.network ?? { stages: [], changes: [], populations: [], leaves_out: [] }
  const metric = (name) => estimate(summary.metrics?.[name])
  const stages = network.stages.filter((stage) => metric(`${stage.stage}.census.mean`) !== null && !stage.outside)
  return {
    summary,
    manifest,
    tables,
    network,
    metric,
    stages,
    metricsOf: (plan) => (name) => estimate(plan.metrics[name]),
    series: (stage, quantity) => tables?.series.find((curve) => curve.stage === stage && curve.quantity === quantity),
    waits: (stage) => tables?.waits.filter((curve) => curve.stage === stage) ?? [],
    /** Names that stand between `start` and `end` in metrics of all clients, e.g. tracks. */
    between: (start, end) =>
      Object.keys(summary.metrics ?? {})
        .filter((name) => name.startsWith(start) && name.endsWith(end) && !name.includes(' for '))
        .map((name) => name.slice(start.length, name.length - end.length)),
    roles: () => [...new Set(Object.keys(summary.metrics ?? {}).filter((name) => /^staff\.[^.]+\.[a-z_.]+$/.test(name)).map((name) => name.split('.')[1]))],
  }
}

/**
 * What targets on the wait for a stage ask: a share within so many days. `reached` is the share there is, where the target
 * is on access or on the share itself.
 */
export function markedWaits(targets, stage) {
  const days = { h: 1 / 24, d: 1, w: 7 }
  return targets.flatMap(({ target, metric, tested, value }) => {
    const reached = tested === metric ? value : null
    const within = metric.match(/^(.+)\.(?:access|wait)\.within\(([\d.]+) (h|d|w)\)$/)
    const asked = target.match(/>=? *([\d.]+)%/)
    if (within && within[1] === stage && asked)
      return [{ target, days: Number(within[2]) * days[within[3]], share: Number(asked[1]) / 100, reached }]
    const quantile = metric.match(/^(.+)\.wait\.p(\d+)$/)
    const bound = target.match(/<=? *([\d.]+) (h|d|w)/)
    if (quantile && quantile[1] === stage && bound)
      return [{ target, days: Number(bound[1]) * days[bound[2]], share: Number(quantile[2]) / 100, reached: null }]
    return []
  })
}
