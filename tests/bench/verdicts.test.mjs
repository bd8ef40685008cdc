// What bench/compare takes for a slowdown, and what not.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { median_with_interval } from '../../bench/figures/median.mjs';
import { rows_of } from '../../bench/figures/verdicts.mjs';

const compare = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../bench/compare');

function figures(median, half, instructions = 1e9, compiler = 'g++ 12.2.0') {
  const ratio = { median, low: median - half, high: median + half, n: 15 };
  return { compiler, figures: { 'network to handwritten': ratio, 'network ns per event': ratio }, instructions: { network: instructions } };
}

function verdicts(before, now) {
  return rows_of(before, now).map((row) => row.verdict);
}

test('an interval of 15 values leaves out three at either end, one of three none', () => {
  const values = [15, 1, 14, 2, 13, 3, 12, 4, 11, 5, 10, 6, 9, 7, 8];
  assert.deepEqual(median_with_interval(values), { median: 8, low: 4, high: 12, n: 15 });
  assert.deepEqual(median_with_interval([3, 1, 2]), { median: 2, low: 1, high: 3, n: 3 });
  assert.deepEqual(median_with_interval([1, 4, 2, 3]), { median: 2.5, low: 1, high: 4, n: 4 });
});

test('the interval of a median holds it as often as it says', () => {
  let state = 1;
  const uniform = () => ((state = (state * 48271) % 2147483647) / 2147483647);
  let held = 0;
  for (let sample = 0; sample < 2000; ++sample) {
    const { low, high } = median_with_interval(Array.from({ length: 15 }, uniform));
    if (low <= 0.5 && 0.5 <= high) ++held;
  }
  // 96.5% in theory; the standard error is 0.4%.
  assert.ok(held / 2000 > 0.95 && held / 2000 < 0.98, `${held} of 2000`);
});

test('a ratio is slower when it is so by a twentieth and beyond the intervals, and never for its nanoseconds', () => {
  assert.deepEqual(verdicts(figures(1.5, 0.02), figures(1.65, 0.02)), ['slower', '', 'same']);
  assert.deepEqual(verdicts(figures(1.5, 0.1), figures(1.65, 0.1)), ['same', '', 'same']);
  assert.deepEqual(verdicts(figures(1.5, 0.01), figures(1.55, 0.01)), ['same', '', 'same']);
  assert.deepEqual(verdicts(figures(1.5, 0.02), figures(1.2, 0.02)), ['faster', '', 'same']);
});

test('instructions are slower from two in a hundred on, and are not judged across compilers', () => {
  assert.deepEqual(verdicts(figures(1.5, 0.02), figures(1.5, 0.02, 1.03e9)), ['same', '', 'slower']);
  assert.deepEqual(verdicts(figures(1.5, 0.02), figures(1.5, 0.02, 1.01e9)), ['same', '', 'same']);
  assert.deepEqual(verdicts(figures(1.5, 0.02), figures(1.5, 0.02, 1.03e9, 'g++ 13')), ['same', '', 'another compiler']);
});

test('the exit status says whether anything is slower', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'stepdown-'));
  const file = (name, document) => {
    writeFileSync(path.join(folder, name), JSON.stringify(document));
    return path.join(folder, name);
  };
  const before = file('before.json', figures(1.5, 0.02));
  const run = (...files) => spawnSync(compare, files, { encoding: 'utf8' });
  assert.equal(run(before, before).status, 0);
  const slower = run(before, file('slower.json', figures(1.8, 0.02)));
  assert.equal(slower.status, 1);
  assert.match(slower.stdout, /Slower: network to handwritten/);
  assert.equal(run(before, file('other.json', {})).status, 2);
  assert.equal(run(before).status, 2);
  rmSync(folder, { recursive: true });
});
