// Two files of bench/run as a table. Usage: node compare.mjs OLD NEW
import { readFileSync } from 'node:fs';

import { rows_of } from './verdicts.mjs';

function figures_in(file) {
  try {
    const document = JSON.parse(readFileSync(file, 'utf8'));
    if (document.figures && document.instructions) return document;
  } catch (problem) {
    process.stderr.write(`${problem.message}\n`);
  }
  process.stderr.write(`${file}: not the figures of bench/run\n`);
  process.exit(2);
}

function number(value) {
  return value >= 1e6 ? value.toLocaleString('en-US') : String(Number(value.toPrecision(4)));
}

function figure_text({ median, low, high }) {
  return low === undefined ? number(median) : `${number(median)} (${number(low)} to ${number(high)})`;
}

if (process.argv.length !== 4) {
  process.stderr.write('usage: bench/compare OLD.json NEW.json\n');
  process.exit(2);
}
const [before, now] = process.argv.slice(2).map(figures_in);
const rows = rows_of(before, now);
const table = [['figure', 'before', 'now', 'now to before', 'verdict']];
for (const row of rows) {
  const change = (row.now.median / row.before.median).toFixed(3);
  table.push([row.name, figure_text(row.before), figure_text(row.now), change, row.verdict]);
}
const widths = table[0].map((_, column) => Math.max(...table.map((cells) => cells[column].length)));
for (const cells of table) process.stdout.write(cells.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd() + '\n');
const slower = rows.filter((row) => row.verdict === 'slower');
process.stdout.write(slower.length === 0 ? '\nNothing is slower beyond noise.\n' : `\nSlower: ${slower.map((row) => row.name).join('; ')}\n`);
process.exit(slower.length === 0 ? 0 : 1);
