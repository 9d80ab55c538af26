/** Tables of the desk: submissions, their history, their findings, and the files as they were received. */
import { defineEntity, type InferEntity } from "@mikro-orm/postgresql";
import type { HubError } from "#schema/errors.js";
import { STATES } from "./states.js";

export const SubmissionEntity = defineEntity({
  name: "Submission",
  tableName: "submission",
  schema: "disclosure",
  properties: (p) => ({
    id: p.uuid().primary(),
    feed: p.string(),
    /** `FEED`, or `WITHDRAWAL` of records that are published. */
    kind: p.enum(["FEED", "WITHDRAWAL"] as const),
    department: p.string(),
    state: p.enum(STATES),
    fileName: p.string().nullable(),
    format: p.string().nullable(),
    encoding: p.string().nullable(),
    /** Equal for equal files alone; `seal.ts`. */
    digest: p.string().fieldName("sha256").nullable(),
    bytes: p.integer(),
    rows: p.integer(),
    errors: p.integer(),
    warnings: p.integer(),
    infos: p.integer(),
    /** How often each code was found. */
    findingCounts: p.json<Readonly<Record<string, number>>>(),
    submittedBy: p.string(),
    submittedByName: p.string(),
    receivedAt: p.datetime(),
    approvedBy: p.string().nullable(),
    approvedByName: p.string().nullable(),
    approvedAt: p.datetime().nullable(),
    /** Digest of the difference that the reviewer approved. */
    differenceDigest: p.string().nullable(),
    /** Number of the release that published it. */
    release: p.integer().nullable(),
    reason: p.text().nullable(),
    /** Why the whole file was refused. */
    refusal: p.json<Refusal>().nullable(),
    withdrawal: p.json<Withdrawal>().nullable(),
    /** When the file as it came was erased, with all that quotes it. */
    erasedAt: p.datetime().nullable(),
    version: p.integer().version(),
  }),
});
export type Submission = InferEntity<typeof SubmissionEntity>;

export type Refusal = ReturnType<HubError["toJSON"]>;

/** Withdrawal of published records by law (domain 02 §5). */
export interface Withdrawal {
  readonly kind: WithdrawalKind;
  readonly recordIds: readonly string[];
  readonly documentNumber: string;
  readonly date: string;
}
export const WITHDRAWAL_KINDS = ["REPAIR", "REVOCATION", "OBJECTION"] as const;
export type WithdrawalKind = (typeof WITHDRAWAL_KINDS)[number];

export interface RowReason {
  readonly row: number;
  readonly reason: string;
}

export const EventEntity = defineEntity({
  name: "SubmissionEvent",
  tableName: "event",
  schema: "disclosure",
  properties: (p) => ({
    id: p.integer().primary().autoincrement(),
    submission: p.uuid(),
    at: p.datetime(),
    by: p.string(),
    byName: p.string(),
    from: p.string().nullable(),
    to: p.string(),
    note: p.text().nullable(),
    /** Names of the unusual changes that the person saw and accepted. */
    acknowledged: p.array(),
    /** Why it was returned, row by row. */
    rows: p.json<readonly RowReason[]>().default([]),
  }),
});
export type SubmissionEvent = InferEntity<typeof EventEntity>;
