/**
 * Releases a resource when a client has its answer, or has gone: also when it went before anybody looked.
 */
import type { ServerResponse } from "node:http";

export function onClosed(response: ServerResponse, giveBack: () => void): void {
  if (response.closed) giveBack();
  else response.once("close", giveBack);
}
