/** How a conversation over a Node socket ends: the last bytes, the end of sending, and the client's end awaited. */
import type { Socket } from 'node:net';
import { type RefusalStatus, refusals } from './responses.js';

/**
 * Milliseconds that a client has to close its side after ours is closed. Closing both at once, with bytes of the client
 * unread, would reset the connection, and the client might lose the answer.
 */
export const lingerMs = 2000;

/** Sends the last bytes, if any, and closes the connection when the client has closed it, or soon. */
export function endConversation(socket: Socket, last?: Buffer): void {
  if (socket.destroyed || socket.writableEnded) return;
  // A client that has gone is no error of ours; the connection closes all the same.
  socket.on('error', () => {});
  if (last === undefined) socket.end();
  else socket.end(last);
  // What still comes is read and thrown away, so that the client's end is seen.
  socket.resume();
  const giveUp = setTimeout(() => socket.destroy(), lingerMs);
  socket.once('close', () => clearTimeout(giveUp));
}

/** Answers with an error, as the last thing on the connection. */
export function refuse(socket: Socket, status: RefusalStatus): void {
  endConversation(socket, refusals[status]);
}
