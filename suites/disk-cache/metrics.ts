/** The metrics of both disk suites. */
import {
  cpuPerWork,
  kernelSwitchesPerWork,
  type Metric,
  peakMemory,
  throughput,
} from '../../harness/model/metric.js';
import { blockBytes } from './files/layout.js';

/** What the figures of the paper show. */
export const bandwidth: Metric = {
  name: 'bandwidth',
  title: 'Bandwidth',
  unit: 'MB/s',
  better: 'higher',
  source: 'throughput',
  perWork: blockBytes / 1e6,
};

export const readMetrics: Metric[] = [
  throughput('blocks'),
  bandwidth,
  cpuPerWork('block'),
  kernelSwitchesPerWork('block'),
  peakMemory(),
];
