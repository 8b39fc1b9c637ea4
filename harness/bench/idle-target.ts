/** A target that does next to nothing: what a launch of it takes beyond its window is the harness's own. */
import { serveLaunch } from '../authoring/serve-launch.js';
import { MeasuredWindow } from '../authoring/measured-window.js';

await serveLaunch(async (specification, { ready }) => {
  ready();
  const window = new MeasuredWindow(specification);
  let work = 0;
  while (!window.over) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    window.observe(++work);
  }
  return { ...window.result(), verification: {} };
});
