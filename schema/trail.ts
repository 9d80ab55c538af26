/**
 * The trail: who changed what others may do, set a warning aside, or took away what is not public; and with
 * which settings each process began. Entries stand in the hash chain of the releases and are never changed.
 */
import type pg from "pg";

export const TRAIL_KINDS = [
  "HUB_STARTED",
  "HISTORY_BEGAN",
  "KEY_MADE",
  "KEY_REVOKED",
  "KEY_SUSPENDED",
  "KEY_RESUMED",
  "ORIGINAL_DOWNLOADED",
  "ORIGINAL_ERASED",
  "CHANGES_ACKNOWLEDGED",
  "CONCURRENCE_AGREED",
  "CONCURRENCE_OBJECTED",
  "CONCURRENCE_OVERRIDDEN",
  "CONCURRENCE_SETTLED",
  "THIRD_PARTY_ASKED",
  "THIRD_PARTY_ANSWERED",
  "THIRD_PARTY_DECIDED",
  "PERMISSION_REQUESTED",
  "PERMISSION_GRANTED",
  "PERMISSION_REFUSED",
  "PERMISSION_REVOKED",
  "SUBGRAPH_REMOVED",
  "SUBGRAPH_ROLLED_BACK",
  "SUBGRAPH_ASSIGNED",
  "GRAPH_RESTORED",
] as const;
export type TrailKind = (typeof TRAIL_KINDS)[number];

export interface TrailEntry {
  readonly kind: TrailKind;
  readonly actor: { readonly subject: string; readonly name: string };
  /** Code of the department that it concerns; null: the district. */
  readonly department: string | null;
  /** Identifier of what it is about: a key, a submission, a permission, a subgraph. */
  readonly subject: string;
  /** What else there is to say, never a secret. */
  readonly details: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
}

/** The hub itself, for what nobody asked for. */
export const SYSTEM: TrailEntry["actor"] = { subject: "system", name: "系统" };

/** Whatever runs single statements. */
interface Client {
  readonly query: <Row extends pg.QueryResultRow>(
    text: string,
    values?: unknown[],
  ) => Promise<pg.QueryResult<Row>>;
}

/**
 * Writes an entry in the caller's transaction, as its last statement: until it ends nobody else writes one.
 */
export type WriteTrail = (client: Client, entry: TrailEntry) => Promise<void>;
