/** Works well, but leaves a child behind that has gone into a session of its own and ignores SIGTERM. */
import { spawn } from 'node:child_process';
import { goodResult, readSpecification, say, work } from './speak.mjs';
const { nonce } = readSpecification();
const child = spawn(process.execPath, ['-e', "process.on('SIGTERM', () => {}); setInterval(() => {}, 1e6)"], {
  detached: true,
  stdio: 'ignore',
});
child.unref();
say({ type: 'ready', nonce });
work();
say(goodResult);
