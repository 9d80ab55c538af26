/**
 * A connection to a server that a source names: only into allowed networks, ended with the run, and cut once
 * more came than any file may have.
 */
import type { Socket } from "node:net";
import { HubError } from "#schema/errors.js";
import type { Access } from "./access.js";

const LOOK_EVERY_MS = 50;
/** Protocols say the same at greater length. */
const FACTOR = 4;
const MIB = 1024 * 1024;

export async function openSocket(
  { networks, bytes, signal, abort }: Access,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Socket> {
  signal.throwIfAborted();
  const socket = await new Promise<Socket>((resolve, reject) =>
    networks.connect({ hostname: host, port: String(port), protocol: "http:" }, (error, opened) => {
      if (opened) resolve(opened);
      else reject(error);
    }),
  );
  const guard = setInterval(() => {
    if (socket.bytesRead > bytes * FACTOR + MIB)
      abort(new HubError("FEED_TOO_LARGE", { limitMiB: Math.floor(bytes / MIB) }));
  }, LOOK_EVERY_MS);
  const end = (): void => void socket.destroy();
  signal.addEventListener("abort", end);
  socket.once("close", () => {
    clearInterval(guard);
    signal.removeEventListener("abort", end);
  });
  // Whoever uses it listens too; an error after that is nobody's.
  socket.on("error", () => undefined);
  if (signal.aborted) end();
  return socket;
}
