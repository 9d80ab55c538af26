/**
 * Backpressure for a peer that sends without reading: each message has an answer, which stays in memory until
 * the peer reads it. (The library itself limits how many pings it answers at a time.)
 */
import type { WebSocket } from "ws";

const MOST_BYTES = 1024 * 1024;
const LOOK_EVERY_MS = 50;

/**
 * Stops reading from the peer while more bytes than that are buffered. The caller keeps the connection alive.
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
