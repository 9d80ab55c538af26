/** What is examined, as plain data: it is handed to a thread. */
import type { ContractAnswers } from "../../graph/contracts/answer-contracts.js";
import type { ContractDefinition } from "../../graph/contracts/contract.js";
import type { Consent } from "../checks/check.js";
import type { Finding } from "../../graph/composition/finding.js";
import type { Change, Publication } from "../store/revision-rows.js";

export type PublishedSubgraph = Pick<Publication, "subgraph" | "owner" | "sdl" | "url">;

export interface Question {
  /** `COMPOSE`: only whether they compose, and what changes. */
  readonly kind: "PUBLISH" | "REMOVE" | "COMPOSE";
  /** What is published or removed. */
  readonly subject: PublishedSubgraph | null;
  /** All others that are to be in the graph. */
  readonly others: readonly PublishedSubgraph[];
  /** The revision that is there; null: none. */
  readonly before: { readonly number: number; readonly supergraph: string } | null;
  /** Coordinates of which the subject may make breaking changes. */
  readonly breaking: readonly string[];
  readonly consents: readonly Consent[];
  /** The views that must be sound afterwards, too. */
  readonly contracts: readonly ContractDefinition[];
  /** Whether it is to be served when it is sound: then what is made of it meanwhile is given, too. */
  readonly isForUse: boolean;
  /** What clients ask, as texts. */
  readonly inUse: readonly string[];
}

export interface Examination {
  readonly findings: readonly Finding[];
  /** Whether nothing that was found refuses it. */
  readonly isSound: boolean;
  /** Null: it does not compose, or was refused before that. */
  readonly supergraph: string | null;
  /** Of what clients see. */
  readonly changes: readonly Change[];
  /** The contracts' views of a supergraph that is to be served, as far as they were made. */
  readonly views: ContractAnswers;
}

export const NO_VIEWS: ContractAnswers = new Map();
