/** The input of an examination, as plain data for a worker thread. */
import type { ContractAnswers } from "../../graph/contracts/answer-contracts.js";
import type { ContractDefinition } from "../../graph/contracts/contract.js";
import type { Consent } from "../checks/check.js";
import type { Finding } from "../../graph/composition/finding.js";
import type { Change, Publication } from "../store/revision-rows.js";

export type PublishedSubgraph = Pick<Publication, "subgraph" | "owner" | "sdl" | "url">;

export interface Question {
  /** `COMPOSE`: only composes, and lists the changes. */
  readonly kind: "PUBLISH" | "REMOVE" | "COMPOSE";
  /** The subgraph that is published or removed. */
  readonly subject: PublishedSubgraph | null;
  /** All other subgraphs of the new graph. */
  readonly others: readonly PublishedSubgraph[];
  /** The latest revision's supergraph; null: there is none. */
  readonly before: string | null;
  /** Coordinates at which the subject may make breaking changes. */
  readonly breaking: readonly string[];
  readonly consents: readonly Consent[];
  /** Contracts whose views must still be valid afterwards. */
  readonly contracts: readonly ContractDefinition[];
  /** True when the graph will be served if it is valid: then intermediate results are returned, too. */
  readonly isForUse: boolean;
  /** The operations that clients send, as texts. */
  readonly inUse: readonly string[];
}

export interface Examination {
  readonly findings: readonly Finding[];
  /** True when no finding refuses it. */
  readonly isSound: boolean;
  /** Null: the graph does not compose, or was refused before composition. */
  readonly supergraph: string | null;
  /** Changes of the API schema. */
  readonly changes: readonly Change[];
  /** The contracts' views of a supergraph that will be served, as far as they were made. */
  readonly views: ContractAnswers;
}

export const NO_VIEWS: ContractAnswers = new Map();
