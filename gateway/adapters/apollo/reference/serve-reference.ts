/**
 * Serves `/graphql` with `@apollo/server` and `@apollo/gateway` instead of this gateway: a request that fails
 * with both points to a failing subgraph.
 */
import { fastifyApolloHandler } from "@as-integrations/fastify";
import { HubError } from "#schema/errors.js";
import type { Log } from "../../../log.js";
import { createServer } from "../../http/create-server.js";
import { listen, type Address } from "../../http/listen.js";
import { openReference } from "./reference.js";

export interface ReferenceOptions extends Address {
  /** File or URL of the supergraph. */
  readonly where: string;
  /** Addresses or networks, joined by commas. */
  readonly trustedProxies: string;
  readonly log: Log;
}

export interface ServedReference {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Throws SUPERGRAPH_INVALID when the first supergraph cannot be served. */
export async function serveReference({
  where,
  trustedProxies,
  log,
  ...address
}: ReferenceOptions): Promise<ServedReference> {
  const reference = await openReference(where, log).catch((error: unknown) => {
    throw new HubError("SUPERGRAPH_INVALID", {
      reason: error instanceof Error ? error.message : String(error),
    });
  });
  const app = createServer({ trustedProxies, log });
  app.get("/health/live", () => ({ status: "live" }));
  app.get("/health/ready", () => ({ status: "ready", engine: "apollo" }));
  app.route({ method: ["GET", "POST"], url: "/graphql", handler: fastifyApolloHandler(reference) });
  app.addHook("onClose", () => reference.stop());
  try {
    return { url: await listen(app, address), close: () => app.close() };
  } catch (error) {
    await app.close();
    throw error;
  }
}
