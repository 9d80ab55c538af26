/**
 * Who asks a route, and what is read for it: as long as an operation may last, or, for a file on its way in
 * or out, as long as its client takes; no longer than its connection stands.
 */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Caller } from "#schema/caller.js";
import { startLifetime } from "#schema/runtime/lifetime.js";
import { HubError } from "#schema/errors.js";
import { createPublishedReader } from "../../store/read/published-reader.js";
import type { SubgraphContext } from "../resolve/context.js";
import type { Asker, HubParts } from "../resolve/hub-request.js";

export interface Answering {
  /** The subgraph whose route it is. */
  readonly name: string;
  readonly caller: Caller | null;
  readonly isTransfer: boolean;
}

export function askerOf(
  { database, limits }: Pick<HubParts, "database" | "limits">,
  request: FastifyRequest,
  reply: FastifyReply,
  { name, caller, isTransfer }: Answering,
): Asker {
  const lifetime = startLifetime(isTransfer ? Infinity : limits.operationMs);
  reply.raw.once("close", () => lifetime.end());
  const client = caller?.subject ?? request.ip;
  return { caller, statements: database.statements({ lifetime, client, name }) };
}

/** The context that a resolver would have. */
export function contextOf(
  { contracts, catalogue, now }: Pick<HubParts, "contracts" | "catalogue" | "now">,
  { caller, statements }: Asker,
): SubgraphContext {
  return { caller, reader: createPublishedReader(statements), contracts, catalogue, now };
}

/**
 * Where the hub is found, without a slash at its end: as the operator says, or else at the address that is
 * asked. Throws BAD_USER_INPUT for a `host` that is none.
 */
export function originOf({ publicUrl }: Pick<HubParts, "publicUrl">, request: FastifyRequest): string {
  const address = publicUrl ?? `${request.protocol}://${request.host}`;
  if (!URL.canParse(address)) throw new HubError("BAD_USER_INPUT");
  return new URL(address).href.replace(/\/$/, "");
}
