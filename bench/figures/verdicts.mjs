// Whether one set of figures is slower than another beyond noise.

export const most_slowdown = 1.05;
export const most_instructions = 1.02;

/** A ratio is slower when the intervals do not meet and the medians are apart by more than `most_slowdown`. */
function ratio_verdict(before, now) {
  if (now.low > before.high && now.median > most_slowdown * before.median) return 'slower';
  if (now.high < before.low) return 'faster';
  return 'same';
}

const is_judged = (name) => name.endsWith(' to handwritten');

/** A row per figure: `name`, `before`, `now`, `verdict`. Only ratios and, of one compiler, instructions are judged. */
export function rows_of(before, now) {
  const rows = [];
  for (const [name, figure] of Object.entries(now.figures)) {
    const old = before.figures[name];
    if (old) rows.push({ name, before: old, now: figure, verdict: is_judged(name) ? ratio_verdict(old, figure) : '' });
  }
  for (const [name, count] of Object.entries(now.instructions)) {
    const old = before.instructions[name];
    if (!old) continue;
    const verdict = before.compiler !== now.compiler ? 'another compiler' : count > most_instructions * old ? 'slower' : 'same';
    rows.push({ name: `${name}, instructions`, before: { median: old }, now: { median: count }, verdict });
  }
  return rows;
}
