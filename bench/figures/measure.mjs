// All figures of one build as JSON. Every round runs every program once, in turn, so that a busy minute hits them alike, and a
// ratio is that of one round. Processor time is what is compared: others on the machine do not count in it.
// Usage: node measure.mjs BUILD [--rounds N]
import path from 'node:path';

import { median_with_interval } from './median.mjs';
import { bench, counted_runs, handwritten, instructions_of, scenarios, seconds_of } from './programs.mjs';

const [build, ...words] = process.argv.slice(2);
const rounds = words[0] === '--rounds' ? Number(words[1]) : 15;
if (!build || !(rounds >= 1)) throw new Error('usage: measure.mjs BUILD [--rounds N]');

const per_event = (figures) => (1e9 * figures.processor_seconds) / figures.events;

function round_of() {
  const by_hand = per_event(handwritten(build));
  const five_stages = bench(build, scenarios.five_stages);
  const riverbend = bench(build, scenarios.riverbend, '--replications', '2');
  const large_system = bench(build, scenarios.large_system);
  const one_thread = bench(build, scenarios.five_stages, '--replications', '40');
  const two_threads = bench(build, scenarios.five_stages, '--replications', '40', '--threads', '2');
  const memory_of = (days) => bench(build, scenarios.five_stages, '--replications', '1', '--set', `clock.run=${days} d`).peak_memory_mb;
  const one_year = memory_of(365);
  const program = path.join(build, 'stepdown');
  const by_hand_program = path.join(build, 'bench', 'handwritten_network');
  const one_copy = seconds_of(by_hand_program, []);
  const two_copies = seconds_of('sh', ['-c', '"$0" > /dev/null & "$0" > /dev/null & wait', by_hand_program]);
  return {
    'handwritten ns per event': by_hand,
    'five-stages ns per event': per_event(five_stages),
    'five-stages to handwritten': per_event(five_stages) / by_hand,
    'five-stages peak memory, MB': five_stages.peak_memory_mb,
    'five-stages memory of 10 years to one': memory_of(3650) / one_year,
    'five-stages memory of 100 years to one': memory_of(36500) / one_year,
    'riverbend ns per event': per_event(riverbend),
    'riverbend to handwritten': per_event(riverbend) / by_hand,
    'large-system seconds': large_system.seconds,
    'large-system events': large_system.events,
    'large-system ns per event': per_event(large_system),
    'large-system to handwritten': per_event(large_system) / by_hand,
    'large-system bytes per client': large_system.bytes_per_client,
    'two threads against one': one_thread.seconds / two_threads.seconds,
    'two copies of handwritten against one': (2 * one_copy) / two_copies,
    'check riverbend, seconds': seconds_of(program, ['check', scenarios.riverbend]),
    'run riverbend once, seconds': seconds_of(program, ['run', scenarios.riverbend, '--replications', '1'], [0, 1]),
  };
}

const samples = {};
for (let round = 1; round <= rounds; ++round) {
  process.stderr.write(`round ${round} of ${rounds}\n`);
  for (const [name, value] of Object.entries(round_of())) (samples[name] ??= []).push(value);
}
const counts = {};
let compiler;
for (const [name, run] of Object.entries(counted_runs)) {
  process.stderr.write(`instructions of ${name}\n`);
  const counted = instructions_of(build, run);
  counts[name] = counted.instructions;
  compiler = counted.compiler;
}
const figures = Object.fromEntries(Object.entries(samples).map(([name, values]) => [name, median_with_interval(values)]));
process.stdout.write(JSON.stringify({ compiler, rounds, figures, instructions: counts }, null, 2) + '\n');
