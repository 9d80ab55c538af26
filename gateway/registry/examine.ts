/** Everything that is looked at before a subgraph is published or removed. Nothing is changed. */
import { buildSchema, parse, type DocumentNode, type GraphQLSchema } from "graphql";
import { toApiSchema } from "../supergraph/api-schema.js";
import type { Check, CheckInput, Graph, NamedSubgraph, UsesOf } from "./checks/check.js";
import type { Finding } from "./finding.js";
import type { Probe } from "./probe.js";
import type { Granted } from "./store/permissions.js";
import type { Change, Publication, StoredRevision } from "./store/revisions.js";

export interface Examination {
  readonly findings: readonly Finding[];
  /** Whether nothing that was found refuses the publication. */
  readonly isSound: boolean;
  /** The text that was examined; null when the service had to be asked for it, and did not give it. */
  readonly sdl: string | null;
  /** Null: it does not compose. */
  readonly supergraph: string | null;
  /** Of what clients see. */
  readonly changes: readonly Change[];
}

export interface Candidate {
  readonly name: string;
  readonly owner: string;
  /** Null: it is read from the running service. */
  readonly sdl: string | null;
  readonly url: string;
}

export interface Examiner {
  readonly examine: (candidate: Candidate, granted: Granted, before: StoredRevision | null) => Promise<Examination>;
  /** What its removal would break. */
  readonly examineRemoval: (removed: Publication, granted: Granted, before: StoredRevision) => Promise<Examination>;
  /** Only whether they compose, and what changes. */
  readonly recompose: (members: readonly Member[], before: StoredRevision | null) => Examination;
}

export type Member = Pick<Publication, "subgraph" | "sdl" | "url">;

export type Composition =
  | { readonly ok: true; readonly supergraph: string; readonly api: GraphQLSchema; readonly findings: readonly Finding[] }
  | { readonly ok: false; readonly findings: readonly Finding[] };

export interface ExaminerParts {
  readonly compose: (subgraphs: readonly { readonly name: string; readonly url: string; readonly sdl: string }[]) => Composition;
  readonly checkSize: (subgraph: { readonly name: string; readonly sdl: string }) => readonly Finding[];
  readonly checks: readonly Check[];
  readonly checkBreaking: Check;
  readonly diff: (before: GraphQLSchema, after: GraphQLSchema) => readonly Change[];
  readonly usesOf: UsesOf;
  readonly probe: Probe;
}

export function createExaminer({ compose, checkSize, checks, checkBreaking, diff, usesOf, probe }: ExaminerParts): Examiner {
  const graphOf = createGraphReader();
  const composeMembers = (members: readonly Member[]): Composition => compose(members.map(({ subgraph, sdl, url }) => ({ name: subgraph, sdl, url })));
  const conclude = (found: readonly Finding[], { sdl, composition, granted, before }: { readonly sdl: string | null; readonly composition: Composition; readonly granted: Granted; readonly before: Graph | null }): Examination => {
    const findings = found.map((finding) => (finding.severity === "BREAKING" && finding.coordinate !== null && granted.breaking.has(finding.coordinate) ? approved(finding) : finding));
    return {
      findings, sdl, isSound: composition.ok && !findings.some(isRefusal), supergraph: composition.ok ? composition.supergraph : null,
      changes: composition.ok ? diff(before?.api ?? EMPTY, composition.api) : [],
    };
  };
  return {
    examine: async ({ name, owner, sdl: given, url }, granted, before) => {
      const asked = await probe({ name, url, sdl: given });
      if (asked.sdl === null) return refused(asked.findings, null);
      const { sdl } = asked;
      const tooLarge = checkSize({ name, sdl });
      if (tooLarge.some(isRefusal)) return refused([...asked.findings, ...tooLarge], sdl);
      const others = (before?.members ?? []).filter(({ subgraph }) => subgraph !== name);
      const composition = composeMembers([...others, { subgraph: name, sdl, url }]);
      const document = parseOrNull(sdl);
      // Composition has said where its syntax is wrong.
      if (!document) return refused([...asked.findings, ...composition.findings], sdl);
      const input: CheckInput = {
        subgraph: { name, owner, sdl, document }, others: others.map(toNamed), before: before && graphOf(before), after: afterOf(composition),
        consents: [...granted.consents].map((coordinate) => ({ coordinate, subgraph: name })), usesOf,
      };
      const found = await Promise.all(checks.map(async (check) => check(input)));
      return conclude([...asked.findings, ...tooLarge, ...composition.findings, ...found.flat()], { sdl, composition, granted, before: input.before });
    },
    examineRemoval: async (removed, granted, before) => {
      const others = before.members.filter(({ id }) => id !== removed.id);
      const composition = composeMembers(others);
      const input: CheckInput = { subgraph: toNamed(removed), others: others.map(toNamed), before: graphOf(before), after: afterOf(composition), consents: [], usesOf };
      return conclude([...(composition.ok ? [] : composition.findings), ...(await checkBreaking(input))], { sdl: removed.sdl, composition, granted, before: input.before });
    },
    recompose: (members, before) => {
      const composition = composeMembers(members);
      return conclude(composition.ok ? [] : composition.findings, { sdl: null, composition, granted: NONE, before: before && graphOf(before) });
    },
  };
}

const NONE: Granted = { breaking: new Set(), consents: new Set() };

const EMPTY = buildSchema("type Query { _: Boolean }");

function isRefusal({ severity }: Finding): boolean {
  return severity === "ERROR" || severity === "BREAKING";
}

function refused(findings: readonly Finding[], sdl: string | null): Examination {
  return { findings, isSound: false, sdl, supergraph: null, changes: [] };
}

/** What two people agreed to is told, and refuses nothing. */
function approved(finding: Finding): Finding {
  return { ...finding, severity: "DANGEROUS", message: { zh: `${finding.message.zh}（已批准）`, en: `${finding.message.en} (approved)` } };
}

function toNamed({ subgraph, owner, sdl }: Publication): NamedSubgraph {
  return { name: subgraph, owner, sdl, document: parse(sdl) };
}

function parseOrNull(sdl: string): DocumentNode | null {
  try {
    return parse(sdl);
  } catch {
    return null;
  }
}

function afterOf(composition: Composition): Graph | null {
  return composition.ok ? { supergraph: composition.supergraph, api: composition.api } : null;
}

/** A revision never changes; the latest is looked at again and again. */
function createGraphReader(): (revision: StoredRevision) => Graph {
  let known: { readonly number: number; readonly graph: Graph } | null = null;
  return ({ number, supergraph }) => {
    if (known?.number !== number) known = { number, graph: { supergraph, api: toApiSchema(supergraph) } };
    return known.graph;
  };
}
