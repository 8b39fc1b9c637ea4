/** The primitives suite on the event loop: async functions for threads, and the promise mutex, since without threads no lock is needed. */
import { serveLaunch } from '../../harness/authoring/index.js';
import { measurePrimitives } from '../../suites/primitives/measure.js';
import { leastParked, takesTwo, threadsOf } from '../../suites/primitives/sizes.js';
import { PrimitiveFunctions } from './primitive-functions.js';

await serveLaunch((specification, { ready }) => {
  const count = threadsOf(specification.point);
  const primitives = new PrimitiveFunctions(count, specification.seed);
  ready();
  return measurePrimitives(specification, {
    timed: {
      switchTime: primitives.switches(),
      createTime: primitives.creation(),
      lifeTime: primitives.lives(),
      ...(takesTwo(count) && {
        lockTime: primitives.locks(),
        handOffTime: primitives.handOffs(),
        channelTime: primitives.messages(),
      }),
    },
    timer: primitives.sleeps(),
    parking: count < leastParked ? undefined : primitives.parking(),
    counters: () => primitives.counters,
  });
});
