/** Is this machine fit to measure? Each finding says what was found and what would make it better. */
import { availableParallelism, loadavg } from 'node:os';
import { spinProbe } from './disturbance.js';
import { readMachineTimes, readText } from './proc.js';

export interface Finding {
  readonly what: string;
  readonly found: string;
  /** False when numbers would be better otherwise; nothing here forbids measuring. */
  readonly fit: boolean;
  /** What would make it better; null when nothing needs to. */
  readonly advice: string | null;
}

/** Looks at CPUs, clock, load, stolen time and power settings. */
export function examineMachine(): Finding[] {
  return [cpus(), clockDrift(), load(), stolenTime(), governor(), swap()];
}

function finding(what: string, found: string, fit: boolean, advice: string): Finding {
  return { what, found, fit, advice: fit ? null : advice };
}

function cpus(): Finding {
  const count = availableParallelism();
  return finding('CPUs', String(count), count >= 2, 'measure on two CPUs or more: a generator needs its own');
}

/** Twenty probes in a row: how far the fastest and the slowest are apart. */
function clockDrift(): Finding {
  const readings = Array.from({ length: 20 }, spinProbe);
  const spread = Math.max(...readings) / Math.min(...readings) - 1;
  const found = `${(spread * 100).toFixed(1)} % between 20 probes`;
  return finding(
    'speed of the CPU',
    found,
    spread < 0.05,
    'find out what else runs here, or fix the clock rate',
  );
}

function load(): Finding {
  const [one = 0] = loadavg();
  return finding('load', one.toFixed(2), one < 0.5, 'wait until other work has ended');
}

function stolenTime(): Finding {
  const times = readMachineTimes();
  if (times === null) return { what: 'stolen time', found: 'not readable', fit: true, advice: null };
  const share = times.stealMs / times.totalMs;
  const found = `${(share * 100).toFixed(2)} % since boot`;
  return finding(
    'stolen time',
    found,
    share < 0.01,
    'the host of this virtual machine is crowded: use a dedicated one',
  );
}

function governor(): Finding {
  const name = readText('/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor')?.trim() ?? null;
  const fit = name === null || name === 'performance';
  return finding('frequency governor', name ?? 'not readable', fit, 'cpupower frequency-set -g performance');
}

function swap(): Finding {
  const swapped = Number(/^pswpin (\d+)$/m.exec(readText('/proc/vmstat') ?? '')?.[1] ?? 0);
  return finding(
    'pages swapped in since boot',
    String(swapped),
    swapped === 0,
    'more memory, or fewer other programs',
  );
}
