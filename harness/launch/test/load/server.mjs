/** A server of one answer, and how it misbehaves: the argument says which. */
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

const [manner = 'good'] = process.argv.slice(2);
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const { nonce } = JSON.parse((await lines.next()).value);
let answered = 0;
let atWindow = 0;
let atEnd = 0;

const server = createServer((socket) => {
  if (manner === 'dies under load') process.exit(3);
  socket.on('error', () => {});
  socket.on('data', () => {
    answered += 1;
    socket.write('y');
  });
});
await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(undefined)));
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
if (manner === 'cannot') say({ type: 'unsupported', reason: 'no room' });
else say({ type: 'ready', nonce, ...(manner !== 'says no address' && { host: '127.0.0.1', port }) });

for await (const line of lines) {
  const { type } = JSON.parse(line);
  if (type === 'window') atWindow = answered;
  if (type === 'window-end') atEnd = answered;
  if (type === 'stop' && manner !== 'does not stop') stop();
}
process.exit();

function stop() {
  server.close();
  const work = (atEnd || answered) - atWindow;
  const usage = { userMs: 10, systemMs: 10, voluntarySwitches: 1, involuntarySwitches: 1 };
  const metrics = manner === 'wrong metric' ? { latency: { value: 1, unit: 's' } } : {};
  say({ type: 'result', elapsedMs: 50, work, metrics, verification: { done: work }, usage });
}

/** @param {unknown} message */
function say(message) {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}
