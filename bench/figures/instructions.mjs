// The instructions of the counted runs against those recorded. They do not depend on the machine's load, but on the compiler: of
// another one than recorded they are printed and not judged. Usage: node instructions.mjs BUILD [--update]
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { counted_runs, instructions_of, root } from './programs.mjs';

const record_file = path.join(root, 'bench/instructions.json');
const [build, option] = process.argv.slice(2);
if (!build || (option !== undefined && option !== '--update')) throw new Error('usage: instructions.mjs BUILD [--update]');

const record = JSON.parse(readFileSync(record_file, 'utf8'));
const counts = {};
let compiler;
for (const [name, run] of Object.entries(counted_runs)) {
  const counted = instructions_of(build, run);
  counts[name] = counted.instructions;
  compiler = counted.compiler;
}
if (option === '--update') {
  writeFileSync(record_file, JSON.stringify({ compiler, tolerance: record.tolerance, instructions: counts }, null, 2) + '\n');
}

const is_judged = compiler === record.compiler && option === undefined;
let too_many = false;
for (const [name, count] of Object.entries(counts)) {
  const ratio = count / record.instructions[name];
  const is_more = is_judged && !(ratio <= 1 + record.tolerance);
  too_many ||= is_more;
  console.log(`${name}: ${count.toLocaleString('en-US')} instructions, ${ratio.toFixed(4)} times those recorded${is_more ? `: more than ${100 * record.tolerance}% above` : ''}`);
}
if (compiler !== record.compiler) console.log(`Recorded with ${record.compiler}, built with ${compiler}: not judged.`);
if (too_many) console.log('If that is meant: bench/instructions --update, and say why in the commit.');
process.exit(too_many ? 1 : 0);
