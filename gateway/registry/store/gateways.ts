/** The revision that each gateway serves. A gateway without a report for a minute counts as gone. */
import type { Client } from "./revision-rows.js";

export interface GatewayState {
  readonly id: string;
  readonly host: string;
  /** Its address as the database sees it; null over a socket, or for a version that did not tell. */
  readonly address: string | null;
  readonly process: number | null;
  readonly version: string | null;
  readonly seenAt: Date;
  readonly served: number;
  readonly wanted: number;
  /** Why the wanted revision is not served; null when it is. */
  readonly problem: string | null;
}

export async function reportGateway(
  client: Client,
  { id, host, process, version, served, wanted, problem }: Omit<GatewayState, "seenAt" | "address">,
): Promise<void> {
  await client.query(
    `INSERT INTO registry.gateway (id, host, seen_at, served, wanted, problem, process, version, address)
     VALUES ($1, $2, now(), $3, $4, $5, $6, $7, host(inet_client_addr()))
     ON CONFLICT (id) DO UPDATE SET seen_at = now(), served = $3, wanted = $4, problem = $5, address = excluded.address`,
    [id, host, served, wanted, problem, process, version],
  );
  await client.query("DELETE FROM registry.gateway WHERE seen_at < now() - interval '1 minute'");
}

/** It has ended, and is not waited for. */
export async function forgetGateway(client: Client, id: string): Promise<void> {
  await client.query("DELETE FROM registry.gateway WHERE id = $1", [id]);
}

export async function readGateways(client: Client): Promise<readonly GatewayState[]> {
  const { rows } = await client.query<GatewayState>(
    `SELECT id, host, address, process, version, seen_at AS "seenAt", served, wanted, problem
     FROM registry.gateway WHERE seen_at >= now() - interval '1 minute' ORDER BY host, address, process, id`,
  );
  return rows;
}
