/** Runs all checks before a subgraph is published or removed, the cheap ones first. It changes nothing. */
import { parse, type DocumentNode, type GraphQLSchema } from "graphql";
import { toApiSchema } from "../../engine/plan/api-schema.js";
import { toAnswers } from "../../graph/contracts/answer-contracts.js";
import { applyContracts, type ContractView } from "../../graph/contracts/contract.js";
import { checkBreaking } from "../checks/breaking.js";
import type { CheckInput, Graph, NamedSubgraph } from "../checks/check.js";
import type { UsesOf } from "../../usage/reader.js";
import { CHECKS } from "../checks/checks.js";
import { checkPowers } from "../checks/powers.js";
import { checkSize } from "../checks/size.js";
import { composeGraph, type Composition } from "../../graph/composition/compose-graph.js";
import { diffSchemas } from "../diff-schemas.js";
import type { Finding } from "../../graph/composition/finding.js";
import type { Change } from "../store/revision-rows.js";
import { checkServed } from "./check-served.js";
import { NO_VIEWS, type Examination, type PublishedSubgraph, type Question } from "./question.js";

export type Examine = (question: Question, usesOf: UsesOf) => Promise<Examination>;

export function createExamine(): Examine {
  const graphOf = createGraphReader();
  return async (question, usesOf) => {
    const { kind, subject, others } = question;
    if (kind === "PUBLISH" && subject) {
      const named = { name: subject.subgraph, sdl: subject.sdl };
      const size = checkSize(named);
      if (size.some(isRefusal)) return refused(size);
      const document = parseOrNull(subject.sdl);
      // Composition reports the syntax error's location.
      if (!document) return refused(composeGraph([toSource(subject)]).findings);
      const input: CheckInput = {
        subgraph: { ...named, owner: subject.owner, document },
        others: others.map(toNamed),
        before: graphOf(question.before),
        after: null,
        consents: question.consents,
        usesOf,
      };
      const powers = await checkPowers(input);
      if (powers.some(isRefusal)) return refused(powers);
      const composition = composeGraph([...others, subject].map(toSource), { publishing: subject.subgraph });
      const after = afterOf(composition);
      const found = await Promise.all(CHECKS.map(async (check) => check({ ...input, after })));
      const views = after ? viewsOf(after.supergraph, question) : NOT_MADE;
      const all = [
        ...size,
        ...composition.findings.filter((finding) => concerns(finding, subject)),
        ...found.flat(),
        ...findingsOf(views),
      ];
      return conclude(
        [...all, ...(await checkAsServed(after, all, question))],
        composition,
        question,
        input.before,
        views,
      );
    }
    const composition = composeGraph(others.map(toSource));
    const before = graphOf(question.before);
    const views = composition.ok ? viewsOf(composition.supergraph, question) : NOT_MADE;
    const errors = composition.ok ? findingsOf(views) : composition.findings;
    const broken =
      kind === "REMOVE" && subject
        ? await checkBreaking({
            subgraph: toNamed(subject),
            others: others.map(toNamed),
            before,
            after: afterOf(composition),
            consents: [],
            usesOf,
          })
        : [];
    const all = [...errors, ...broken];
    return conclude(
      [...all, ...(await checkAsServed(before && afterOf(composition), all, question))],
      composition,
      question,
      before,
      views,
    );
  };
}

/** Takes seconds, so it runs only if nothing else refuses the change. */
async function checkAsServed(
  after: Graph | null,
  found: readonly Finding[],
  { subject, inUse }: Question,
): Promise<readonly Finding[]> {
  return after && !found.some(({ severity }) => severity === "ERROR")
    ? checkServed(after.supergraph, subject?.subgraph ?? "", inUse)
    : [];
}

function conclude(
  found: readonly Finding[],
  composition: Composition,
  { breaking, isForUse }: Question,
  before: Graph | null,
  views: Views,
): Examination {
  const findings = found.map((finding) =>
    finding.severity === "BREAKING" && finding.coordinate !== null && breaking.includes(finding.coordinate)
      ? approved(finding)
      : finding,
  );
  if (!composition.ok) return refused(findings);
  const isSound = !findings.some(isRefusal);
  return {
    findings,
    isSound,
    supergraph: composition.supergraph,
    changes: before ? changesOf(before.api, composition.api) : [],
    views: isSound && isForUse ? toAnswers(composition.supergraph, views) : NO_VIEWS,
  };
}

type Views = ReadonlyMap<string, ContractView>;

const NOT_MADE: Views = new Map();

/** The views of contracts that hide something; a contract that hides nothing is always valid. */
function viewsOf(supergraph: string, { contracts }: Question): Views {
  const hiding = contracts.filter(({ include, exclude }) => include.length + exclude.length > 0);
  return applyContracts(supergraph, hiding);
}

function findingsOf(views: Views): readonly Finding[] {
  return [...views.values()].flatMap((view) => (view.ok ? [] : view.findings));
}

function changesOf(before: GraphQLSchema, after: GraphQLSchema): readonly Change[] {
  return diffSchemas(before, after).map(({ coordinate, severity, message }) => ({
    coordinate,
    severity,
    message,
  }));
}

function isRefusal({ severity }: Finding): boolean {
  return severity === "ERROR" || severity === "BREAKING";
}

/** False for the composer's hints about other subgraphs, which do not concern this developer. */
function concerns({ severity, subgraphs }: Finding, { subgraph }: PublishedSubgraph): boolean {
  return severity === "ERROR" || subgraphs.includes(subgraph);
}

function refused(findings: readonly Finding[]): Examination {
  return { findings, isSound: false, supergraph: null, changes: [], views: NO_VIEWS };
}

/** Lowers the finding of an approved change: it is reported, and refuses nothing. */
function approved(finding: Finding): Finding {
  return {
    ...finding,
    severity: "DANGEROUS",
    message: { zh: `${finding.message.zh}（已批准）`, en: `${finding.message.en} (approved)` },
  };
}

function toSource({ subgraph, sdl, url }: PublishedSubgraph): {
  readonly name: string;
  readonly sdl: string;
  readonly url: string;
} {
  return { name: subgraph, sdl, url };
}

function toNamed({ subgraph, owner, sdl }: PublishedSubgraph): NamedSubgraph {
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

/**
 * Memoises the last graph by its text, not by its revision's number: after a restore of the database the same
 * number names another graph.
 */
function createGraphReader(): (supergraph: string | null) => Graph | null {
  let known: Graph | null = null;
  return (supergraph) => {
    if (supergraph === null) return null;
    if (known?.supergraph !== supergraph) known = { supergraph, api: toApiSchema(supergraph) };
    return known;
  };
}
