/**
 * Examines a change before the registry makes a revision: the running service first, then the thread that
 * composes and checks.
 */
import type { Finding } from "../../graph/composition/finding.js";
import type { ContractDefinition } from "../../graph/contracts/contract.js";
import type { RegistryDatabase } from "../../database.js";
import { readConsents, readGranted } from "../store/permission-rows.js";
import { readInUse } from "../store/in-use.js";
import type { Publication, StoredRevision } from "../store/revision-rows.js";
import type { ExamineApart } from "./examine-apart.js";
import type { Probe } from "./probe.js";
import { NO_VIEWS, type Examination, type PublishedSubgraph } from "./question.js";

export interface Candidate {
  readonly name: string;
  readonly owner: string;
  /** Null: the SDL is read from the running service. */
  readonly sdl: string | null;
  readonly url: string;
  /** True when its service must already run: for a publication, not for a check before deployment. */
  readonly mustRun: boolean;
}

/** `sdl`: the examined text; null if it had to come from the service, and the service did not provide it. */
export interface CandidateExamination extends Examination {
  readonly sdl: string | null;
}

export interface Examiner {
  readonly examine: (candidate: Candidate, before: StoredRevision | null) => Promise<CandidateExamination>;
  /** Examines the effects of a removal. `isForUse`: the subgraph is removed if the examination allows it. */
  readonly examineRemoval: (
    removed: Publication,
    before: StoredRevision,
    isForUse: boolean,
  ) => Promise<Examination>;
  /** Only composes the members, and lists the changes. */
  readonly recompose: (
    members: readonly PublishedSubgraph[],
    before: StoredRevision | null,
  ) => Promise<Examination>;
}

export interface ExaminerParts {
  readonly database: RegistryDatabase;
  readonly apart: ExamineApart;
  readonly probe: Probe;
  readonly contracts: readonly ContractDefinition[];
}

export function createExaminer({
  database: { pool },
  apart: { examine },
  probe,
  contracts,
}: ExaminerParts): Examiner {
  return {
    examine: async ({ name, owner, sdl: given, url, mustRun }, before) => {
      const { sdl, findings: faults } = await probe({ name, url, sdl: given });
      const findings =
        mustRun || sdl === null
          ? faults
          : faults.map((finding): Finding => ({ ...finding, severity: "WARNING" }));
      if (sdl === null)
        return { findings, isSound: false, supergraph: null, changes: [], views: NO_VIEWS, sdl };
      const subject = { subgraph: name, owner, sdl, url };
      const others = (before?.members ?? []).filter(({ subgraph }) => subgraph !== name).map(toMember);
      const found = await examine({
        kind: "PUBLISH",
        subject,
        others,
        before: before?.supergraph ?? null,
        breaking: await readGranted(pool, name),
        consents: await readConsents(pool),
        contracts,
        isForUse: mustRun,
        inUse: await readInUse(pool),
      });
      return {
        ...found,
        sdl,
        findings: [...findings, ...found.findings],
        isSound: found.isSound && !(mustRun && findings.length > 0),
      };
    },
    examineRemoval: async (removed, before, isForUse) =>
      examine({
        kind: "REMOVE",
        subject: toMember(removed),
        others: before.members.filter(({ id }) => id !== removed.id).map(toMember),
        before: before.supergraph,
        breaking: await readGranted(pool, removed.subgraph),
        consents: [],
        contracts,
        isForUse,
        inUse: await readInUse(pool),
      }),
    recompose: async (members, before) =>
      examine({
        kind: "COMPOSE",
        subject: null,
        others: members.map(toMember),
        before: before?.supergraph ?? null,
        breaking: [],
        consents: [],
        contracts: [],
        isForUse: false,
        inUse: before ? await readInUse(pool) : [],
      }),
  };
}

function toMember({ subgraph, owner, sdl, url }: PublishedSubgraph): PublishedSubgraph {
  return { subgraph, owner, sdl, url };
}
