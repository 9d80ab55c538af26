/**
 * Releases a resource when the response has ended or the client has disconnected, even if it did so before
 * this call.
 */
import type { ServerResponse } from "node:http";

export function onClosed(response: ServerResponse, giveBack: () => void): void {
  if (response.closed) giveBack();
  else response.once("close", giveBack);
}
