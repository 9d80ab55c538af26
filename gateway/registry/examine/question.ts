/** The input of an examination, as plain data: it is handed to a thread. */
import type { ContractAnswers } from "../../graph/contracts/answer-contracts.js";
import type { ContractDefinition } from "../../graph/contracts/contract.js";
import type { Consent } from "../checks/check.js";
import type { Finding } from "../../graph/composition/finding.js";
import type { Change, Publication } from "../store/revision-rows.js";

export type PublishedSubgraph = Pick<Publication, "subgraph" | "owner" | "sdl" | "url">;

export interface Question {
  /** `COMPOSE`: only whether they compose, and what changes. */
  readonly kind: "PUBLISH" | "REMOVE" | "COMPOSE";
  /** The subgraph that is published or removed. */
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
  /**
   * True when the graph is to be served if it is sound: then what was computed on the way is returned, too.
   */
  readonly isForUse: boolean;
  /** The operations that clients send, as texts. */
  readonly inUse: readonly string[];
}

export interface Examination {
  readonly findings: readonly Finding[];
  /** True when no finding refuses it. */
  readonly isSound: boolean;
  /** Null: it does not compose, or was refused before that. */
  readonly supergraph: string | null;
  /** Changes of the API schema. */
  readonly changes: readonly Change[];
  /** The contracts' views of a supergraph that is to be served, as far as they were made. */
  readonly views: ContractAnswers;
}

export const NO_VIEWS: ContractAnswers = new Map();
