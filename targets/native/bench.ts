/** `npm run bench -- choices`: the numbers of threads/tuning.h against their alternatives. */
import { fileURLToPath } from 'node:url';
import { defineBench } from '../../harness/authoring/index.js';
import type { ProgramComparison } from '../../harness/model/bench.js';

const program = fileURLToPath(new URL('../../../targets/native/bench/choice.mjs', import.meta.url));

/** A point of the switching benchmark: threads, bytes of stack. */
type Case = [threads: number, stackBytes: number];

function choice(
  what: string,
  rival: string,
  [threads, stackBytes]: Case,
  flags: string[],
  field = 'switchTime',
): ProgramComparison {
  const command = [process.execPath, program, String(threads), String(stackBytes)];
  return {
    what: `${what}, ${threads.toLocaleString('en')} threads`,
    rival,
    command,
    rivalCommand: [...command, ...flags],
    field,
    better: 'lower',
    reach: 1,
  };
}

const notAhead = ['-DTUTTI_BLOCK_AHEAD=0', '-DTUTTI_STACK_AHEAD=0'];

export default defineBench({
  name: 'choices',
  summary: 'the choices inside the native threads, each against what else could have been chosen',
  programs: [
    choice('fetching ahead', 'not fetching', [1_000, 4096], notAhead),
    choice('fetching ahead', 'not fetching', [100_000, 4096], notAhead),
    choice(
      'fetching 20 and 10 turns ahead',
      '32 and 16',
      [100_000, 4096],
      ['-DTUTTI_BLOCK_AHEAD=32', '-DTUTTI_STACK_AHEAD=16'],
    ),
    choice(
      'fetching 20 and 10 turns ahead',
      '8 and 4',
      [100_000, 4096],
      ['-DTUTTI_BLOCK_AHEAD=8', '-DTUTTI_STACK_AHEAD=4'],
    ),
    choice('16 colours', 'none', [1_000, 4096], ['-DTUTTI_COLOURS=1']),
    choice('16 colours', '8', [1_000, 4096], ['-DTUTTI_COLOURS=8']),
    choice('16 colours', 'none', [100_000, 4096], ['-DTUTTI_COLOURS=1']),
    choice('huge pages', 'pages of 4 KiB', [100_000, 4096], ['-DTUTTI_HUGE_UP_TO=0']),
    choice(
      'stacks of 64 KiB in small pages',
      'in huge pages',
      [10_000, 65_536],
      ['-DTUTTI_HUGE_UP_TO=65536'],
    ),
    choice('timers: four children', 'two', [100_000, 4096], ['-DTUTTI_HEAP_CHILDREN=2'], 'timerTime'),
    choice('timers: four children', 'eight', [100_000, 4096], ['-DTUTTI_HEAP_CHILDREN=8'], 'timerTime'),
    choice('compiled with -O3', '-O2', [2, 4096], ['-O2']),
  ],
});
