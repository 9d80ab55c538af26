/**
 * `POST /backup/copy`: the embedded database belongs to the process that runs it, so `tongcha backup` asks
 * that one for a copy. Only who has the hub's key may ask, and the copy stays in the data directory.
 */
import type { FastifyInstance } from "fastify";
import { CALLER_HEADER, stateRoute } from "#schema/caller.js";
import type { KeyRing } from "#schema/key-ring.js";
import { createSignCaller } from "../../gateway/rights/sign-caller.js";
import { copyEmbedded } from "../../services/kit/store/open/copy-directory.js";
import type { Database } from "../../services/kit/store/open/database.js";
import { signedCaller } from "./subgraph-routes.js";

export const COPY_PATH = "/backup/copy";
const AUDIENCE = "backup";

export interface Copying {
  readonly database: Database;
  readonly dataDirectory: string;
  readonly keys: KeyRing<Uint8Array>;
}

export function addCopyRoute(app: FastifyInstance, { database, dataDirectory, keys }: Copying): void {
  if (database.kind === "server") return;
  app.post(COPY_PATH, async (request) => {
    await signedCaller(request, AUDIENCE, keys);
    return copyEmbedded(database, dataDirectory);
  });
}

/** The header by which the route knows who asks. */
export async function signCopy(key: Uint8Array): Promise<Readonly<Record<string, string>>> {
  return { [CALLER_HEADER]: await createSignCaller(key)(null, AUDIENCE, stateRoute("POST", COPY_PATH)) };
}
