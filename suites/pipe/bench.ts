/** `npm run bench -- pipe`: blocking calls on user-level threads, against the state machine that does without them. */
import { defineBench } from '../../harness/authoring/index.js';

const beside = (rival: string, pipes: number, reach: number) => ({
  what: `native, ${pipes} pipes`,
  suite: 'pipe',
  point: { pipes, route: 1 },
  metric: 'throughput',
  target: 'native',
  rival,
  reach,
});

export default defineBench({
  name: 'pipe',
  summary: 'tokens passed from pipe to pipe per second, against epoll and against kernel threads',
  comparisons: [
    ...[1024, 8192].map((pipes) => beside('epoll', pipes, 0.95)),
    ...[8, 64].map((pipes) => beside('nptl:one-processor', pipes, 1)),
  ],
});
