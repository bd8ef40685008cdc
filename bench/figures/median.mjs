// Medians with intervals that ask nothing of the distribution.

function sorted(values) {
  return [...values].sort((one, other) => one - other);
}

/** P(fewer than `count` of `trials` fair coins show heads). */
function fewer_heads(trials, count) {
  let term = 0.5 ** trials;
  let sum = 0;
  for (let heads = 0; heads < count; ++heads) {
    sum += term;
    term *= (trials - heads) / (heads + 1);
  }
  return sum;
}

/**
 * The median and the narrowest symmetric pair of order statistics that holds it with at least `confidence`; the least and the
 * greatest where there are too few values for that (below six at 95%).
 */
export function median_with_interval(values, confidence = 0.95) {
  const ordered = sorted(values);
  const count = ordered.length;
  const middle = (ordered[(count - 1) >> 1] + ordered[count >> 1]) / 2;
  let cut = 0;
  while (cut + 1 < count / 2 && 2 * fewer_heads(count, cut + 2) <= 1 - confidence) ++cut;
  return { median: middle, low: ordered[cut], high: ordered[count - 1 - cut], n: count };
}
