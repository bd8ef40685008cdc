// Runs the programs that are measured: what they print, how long they take, how many instructions they execute.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

export const scenarios = {
  five_stages: path.join(root, 'bench/network/five-stages.yaml'),
  riverbend: path.join(root, 'scenarios/riverbend/scenario.yaml'),
  large_system: path.join(root, 'scenarios/large-system/scenario.yaml'),
};

/** Short enough for callgrind, which is some fifty times slower, and long enough that reading the scenario is a small part. */
export const counted_runs = {
  five_stages: [scenarios.five_stages, '--replications', '1'],
  riverbend: [scenarios.riverbend, '--replications', '1', '--set', 'clock.warm_up=26 w', '--set', 'clock.run=26 w'],
};

/** Standard output; throws with what went to standard error when the status is none of `allowed`. */
export function output_of(program, words, allowed = [0]) {
  const done = spawnSync(program, words, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (done.error) throw done.error;
  if (!allowed.includes(done.status)) throw new Error(`${[program, ...words].join(' ')}: status ${done.status}\n${done.stderr}`);
  return done;
}

/** The document of `stepdown bench` on one thread, unless `words` say otherwise. */
export function bench(build, scenario, ...words) {
  const threads = words.includes('--threads') ? [] : ['--threads', '1'];
  return JSON.parse(output_of(path.join(build, 'stepdown'), ['bench', scenario, ...threads, ...words]).stdout);
}

/** The hand-written program checks its answers itself: status 1 when one is implausible. */
export function handwritten(build) {
  return JSON.parse(output_of(path.join(build, 'bench', 'handwritten_network'), []).stdout);
}

export function seconds_of(program, words, allowed) {
  const began = process.hrtime.bigint();
  output_of(program, words, allowed);
  return Number(process.hrtime.bigint() - began) / 1e9;
}

/** The instructions that a run executes, all threads and the start included. */
export function instructions_of(build, run) {
  const words = ['--tool=callgrind', '--callgrind-out-file=/dev/null', path.join(build, 'stepdown'), 'bench', ...run, '--threads', '1'];
  const done = output_of('valgrind', words);
  const collected = /Collected\s*:\s*(\d+)/.exec(done.stderr);
  if (!collected) throw new Error(`no count in what valgrind said:\n${done.stderr}`);
  return { instructions: Number(collected[1]), compiler: JSON.parse(done.stdout).compiler };
}
