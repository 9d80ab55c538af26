/**
 * Who sends without reading: each message has an answer, which waits here until the other end takes it. (Of
 * pings the library itself answers few at a time.)
 */
import type { WebSocket } from "ws";

const MOST_BYTES = 1024 * 1024;
const LOOK_EVERY_MS = 50;

/**
 * While more waits than that, nothing more is read from the other end. What keeps a connection alive is the
 * caller's.
 */
export function readNoFasterThanItReads(socket: WebSocket): void {
  let looking: NodeJS.Timeout | undefined;
  const look = (): void => {
    if (looking !== undefined || socket.bufferedAmount <= MOST_BYTES) return;
    socket.pause();
    looking = setInterval(() => {
      if (socket.bufferedAmount > MOST_BYTES) return;
      stop();
      socket.resume();
    }, LOOK_EVERY_MS).unref();
  };
  const stop = (): void => {
    clearInterval(looking);
    looking = undefined;
  };
  socket.on("message", look).once("close", stop);
}
