/** The commands suite: plain commands of the user's, run again and again within the window, and measured from outside. */
import { defineSuite } from '../../harness/authoring/index.js';
import { adaptTo } from './adapt.js';
import { verify } from './verify.js';

const declaration = defineSuite({
  name: 'commands',
  title: 'Plain commands',
  summary:
    'What a command of yours takes from its start to its end: time, CPU time, memory, and numbers that it prints itself.',
  work: { one: 'run', many: 'runs' },
  factors: [{ name: 'runs', title: 'Runs in a launch, at least', unit: 'runs', default: 1, minimum: 1 }],
  metrics: [
    { name: 'wallTime', title: 'Time of a run', unit: 'ms', better: 'lower', source: 'target' },
    { name: 'cpuTime', title: 'CPU time of a run', unit: 'ms', better: 'lower', source: 'target' },
    { name: 'peakMemory', title: 'Peak memory of a run', unit: 'bytes', better: 'lower', source: 'target' },
  ],
  profiles: { smoke: [{}], quick: [{}], standard: [{}], paper: [{}] },
  figures: [],
  verify,
});

export default defineSuite({ ...declaration, adapt: (commands) => adaptTo(declaration, commands) });
