/** `npm run bench -- threads`: blocking calls on user-level threads, against the state machine that does without them. */
import { defineBench } from '../../harness/authoring/index.js';

const beside = (rival: string, pipes: number, reach: number, target = 'native') => ({
  what: `${target}, ${pipes} pipes`,
  suite: 'pipe',
  point: { pipes, route: 1 },
  metric: 'throughput',
  target,
  rival,
  reach,
});

export default defineBench({
  name: 'threads',
  summary: 'tokens passed from pipe to pipe per second, against epoll and against kernel threads',
  comparisons: [
    ...[1024, 8192].map((pipes) => beside('epoll', pipes, 0.95)),
    ...[1024, 8192].map((pipes) => beside('epoll', pipes, 1, 'native:io-uring')),
    ...[4, 8, 16, 32, 64].map((pipes) => beside('nptl:one-processor', pipes, 1)),
  ],
});
