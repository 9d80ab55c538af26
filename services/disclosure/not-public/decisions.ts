/**
 * What a department's register of numbers has, compared with the decisions that were ever published: one that
 * was withdrawn by law, or whose time is over, was published and stays so here. What is left is a question to
 * the department and no verdict.
 */
import { snakeCase, type FeedContract } from "#kit";
import { tableOf, type Queryable } from "#kit/hub";
import { numberField } from "../duties/read/number-gaps.js";
import { decisionNumbers } from "../feeds/decision-numbers.js";

/** The feeds that publish the decisions of a kind. */
export const DECISION_FEEDS = [
  { kind: "PENALTY", feed: "enforcement.penalties" },
  { kind: "LICENCE", feed: "enforcement.licences" },
] as const;
export type DecisionKind = (typeof DECISION_FEEDS)[number]["kind"];

/** A kind of decision, where it is published, and the day up to which its deadline is over. */
export interface AskedKind {
  readonly kind: DecisionKind;
  readonly contract: FeedContract;
  readonly decidedUntil: string;
}

export interface DecisionCount {
  readonly department: string;
  readonly kind: DecisionKind;
  readonly year: number;
  readonly registered: number;
  readonly withheld: number;
  readonly published: number;
  /** To be public, not published, and its deadline is over. */
  readonly open: number;
}

export async function countDecisions(
  client: Queryable,
  asked: AskedKind,
  department: string | null,
): Promise<readonly DecisionCount[]> {
  const { rows } = await client.query<Omit<DecisionCount, "kind">>(
    `SELECT department, extract(year FROM decided_on)::int AS year, count(*)::int AS registered,
      count(*) FILTER (WHERE NOT is_to_be_public)::int AS withheld, count(*) FILTER (WHERE is_to_be_public AND is_published)::int AS published,
      count(*) FILTER (WHERE is_to_be_public AND NOT is_published AND decided_on <= $3)::int AS open
    FROM (${registered(asked)}) d WHERE $2::text IS NULL OR department = $2 GROUP BY 1, 2 ORDER BY 2 DESC, 1`,
    [asked.kind, department, asked.decidedUntil],
  );
  return rows.map((row) => ({ ...row, kind: asked.kind }));
}

export interface OpenDecision {
  readonly department: string;
  readonly kind: DecisionKind;
  readonly decisionNumber: string;
  readonly decidedOn: string;
}

/** Those that are left, the oldest first. */
export async function listOpen(
  client: Queryable,
  asked: AskedKind,
  { department, most }: { readonly department: string | null; readonly most: number },
): Promise<readonly OpenDecision[]> {
  const { rows } = await client.query<Omit<OpenDecision, "kind">>(
    `SELECT department, decision_number AS "decisionNumber", decided_on AS "decidedOn" FROM (${registered(asked)}) d
    WHERE is_to_be_public AND NOT is_published AND decided_on <= $3 AND ($2::text IS NULL OR department = $2)
    ORDER BY decided_on, department, decision_number LIMIT $4`,
    [asked.kind, department, asked.decidedUntil, most],
  );
  return rows.map((row) => ({ ...row, kind: asked.kind }));
}

/** The register of a kind (`$1`), each with whether the hub ever published it. */
function registered({ contract }: AskedKind): string {
  const field = numberField(contract);
  if (field === null) throw new Error(`The feed ${contract.id} has no document number`);
  return `SELECT d.department, d.decision_number, d.decided_on, d.is_to_be_public,
      EXISTS (SELECT FROM ${tableOf(contract)} p WHERE p."${snakeCase(field)}" = d.decision_number AND p.department = d.department) AS is_published
    FROM ${tableOf(decisionNumbers)} d WHERE d.closed_in IS NULL AND d.kind = $1`;
}
