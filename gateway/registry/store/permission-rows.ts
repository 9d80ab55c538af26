/**
 * Rows of permissions that one person requests and another grants: to publish a breaking change, or to define
 * an element that another subgraph owns. Rows are never deleted.
 */
import { randomUUID } from "node:crypto";
import type { Client, Person } from "./revision-rows.js";

export type PermissionKind = "BREAKING" | "CONSENT";
export type PermissionState = "REQUESTED" | "GRANTED" | "REFUSED" | "REVOKED";

export interface Permission {
  readonly id: string;
  readonly kind: PermissionKind;
  /** The subgraph whose publication it permits. */
  readonly subgraph: string;
  readonly coordinate: string;
  /** Code of the department whose developers decide; null: the district's supervisors. */
  readonly decider: string | null;
  readonly reason: string;
  readonly until: Date;
  readonly state: PermissionState;
  readonly requestedBy: Person;
  readonly requestedAt: Date;
  readonly decidedBy: Person | null;
  readonly decidedAt: Date | null;
  readonly decisionNote: string | null;
}

/** Ordered from newest to oldest. */
export async function readPermissions(
  client: Client,
  subgraph: string | null,
): Promise<readonly Permission[]> {
  const { rows } = await client.query<Row>(
    "SELECT * FROM registry.permission WHERE $1::text IS NULL OR subgraph = $1 ORDER BY requested_at DESC, id",
    [subgraph],
  );
  return rows.map(toPermission);
}

/** Coordinates at which a subgraph may currently make breaking changes. */
export async function readGranted(client: Client, subgraph: string): Promise<readonly string[]> {
  const { rows } = await client.query<Pick<Permission, "coordinate">>(
    `SELECT coordinate FROM registry.permission WHERE kind = 'BREAKING' AND subgraph = $1 AND ${IN_FORCE}`,
    [subgraph],
  );
  return rows.map(({ coordinate }) => coordinate);
}

/** The elements that subgraphs may currently define although others own them. */
export async function readConsents(
  client: Client,
): Promise<readonly Pick<Permission, "subgraph" | "coordinate">[]> {
  return (
    await client.query<Pick<Permission, "subgraph" | "coordinate">>(
      `SELECT subgraph, coordinate FROM registry.permission WHERE kind = 'CONSENT' AND ${IN_FORCE}`,
    )
  ).rows;
}

const IN_FORCE = "state = 'GRANTED' AND until > now()";

export async function readPermission(client: Client, id: string): Promise<Permission | null> {
  const {
    rows: [row],
  } = await client.query<Row>("SELECT * FROM registry.permission WHERE id::text = $1", [id]);
  return row ? toPermission(row) : null;
}

export async function addPermission(
  client: Client,
  {
    kind,
    subgraph,
    coordinate,
    decider,
    reason,
    until,
    requestedBy,
  }: Pick<Permission, "kind" | "subgraph" | "coordinate" | "decider" | "reason" | "until" | "requestedBy">,
): Promise<string> {
  const id = randomUUID();
  await client.query(
    "INSERT INTO registry.permission (id, kind, subgraph, coordinate, decider, reason, until, state, requested_by, requested_by_name) VALUES ($1, $2, $3, $4, $5, $6, $7, 'REQUESTED', $8, $9)",
    [id, kind, subgraph, coordinate, decider, reason, until, requestedBy.subject, requestedBy.name],
  );
  return id;
}

/** Resolves to true if the permission was still in the state that the decision requires. */
export async function decide(
  client: Client,
  {
    id,
    from,
    to,
    by,
    note,
  }: {
    readonly id: string;
    readonly from: PermissionState;
    readonly to: PermissionState;
    readonly by: Person;
    readonly note: string | null;
  },
): Promise<boolean> {
  const { rowCount } = await client.query(
    "UPDATE registry.permission SET state = $3, decided_by = $4, decided_by_name = $5, decided_at = now(), decision_note = $6 WHERE id = $1 AND state = $2",
    [id, from, to, by.subject, by.name, note],
  );
  return rowCount === 1;
}

interface Row {
  readonly id: string;
  readonly kind: PermissionKind;
  readonly subgraph: string;
  readonly coordinate: string;
  readonly decider: string | null;
  readonly reason: string;
  readonly until: Date;
  readonly state: PermissionState;
  readonly requested_by: string;
  readonly requested_by_name: string;
  readonly requested_at: Date;
  readonly decided_by: string | null;
  readonly decided_by_name: string | null;
  readonly decided_at: Date | null;
  readonly decision_note: string | null;
}

function toPermission(row: Row): Permission {
  return {
    id: row.id,
    kind: row.kind,
    subgraph: row.subgraph,
    coordinate: row.coordinate,
    decider: row.decider,
    reason: row.reason,
    until: row.until,
    state: row.state,
    requestedBy: { subject: row.requested_by, name: row.requested_by_name },
    requestedAt: row.requested_at,
    decidedBy:
      row.decided_by === null
        ? null
        : { subject: row.decided_by, name: row.decided_by_name ?? row.decided_by },
    decidedAt: row.decided_at,
    decisionNote: row.decision_note,
  };
}
