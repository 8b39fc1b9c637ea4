/** A generator of one client, and how it misbehaves: the argument says which. */
import { connect } from 'node:net';
import { createInterface } from 'node:readline';

const [manner = 'good'] = process.argv.slice(2);
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const { nonce, server, measureMs } = JSON.parse((await lines.next()).value);
say({ type: 'ready', nonce });
if (manner === 'dies') process.exit(4);
if (manner === 'cannot') say({ type: 'unsupported', reason: 'no pauses' });
else play();
for await (const line of lines) throw new Error(`nothing is told to a generator: ${line}`);
process.exit();

function play() {
  const socket = connect(server.port, server.host);
  let work = 0;
  const began = performance.now();
  socket.on('error', () => {});
  socket.on('connect', () => {
    say({ type: 'window' });
    socket.write('x');
  });
  socket.on('data', () => {
    work += 1;
    if (performance.now() - began < measureMs) return void socket.write('x');
    socket.destroy();
    finish(work, performance.now() - began);
  });
}

/** @param {number} work @param {number} elapsedMs */
function finish(work, elapsedMs) {
  if (manner !== 'says no end') say({ type: 'window-end' });
  say({ type: 'interval', elapsedMs, work });
  const metrics = { responseTime: { value: 1, unit: 'us' } };
  const load = {
    clients: 1,
    cpuShare: 0.1,
    wantedRate: null,
    achievedRate: (work * 1000) / elapsedMs,
    clientTimeUs: elapsedMs * 1000,
    requests: work,
    responses: work,
    bytes: work,
    connections: 1,
    failures: { status: 0, length: 0, content: 0, reset: 0, timeout: 0, connect: 0 },
  };
  say({ type: 'result', elapsedMs, work, metrics, ...(manner !== 'says nothing of the load' && { load }) });
}

/** @param {unknown} message */
function say(message) {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}
