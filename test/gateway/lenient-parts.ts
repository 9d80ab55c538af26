/**
 * A gateway that refuses nothing for its size or cost and keeps nothing, for tests to change where they need
 * to.
 */
import type { LocalSubgraph, RemoteSubgraph } from "#schema/subgraph.js";
import { ERRORS } from "#schema/errors.js";
import { UNLIMITED_ANSWER } from "#schema/runtime/meter.js";
import { NO_DOCUMENTS } from "../../gateway/documents/document-source.js";
import type { GraphSource } from "../../gateway/graph/graph-source.js";
import { UNLIMITED_LIVE } from "../../gateway/limits/live-places.js";
import type { Log } from "../../gateway/log.js";
import type { GatewayLimits, GatewayParts } from "../../gateway/open-gateway.js";
import { createShowError } from "../../gateway/operation/show-error.js";
import { openHubClients, type DepartmentTreatment } from "../../gateway/subgraphs/open-client.js";
import type { SignCaller } from "../../gateway/rights/sign-caller.js";
import { openSharedPlanner } from "../shared-planner.js";
import { departmentTreatment } from "./department-treatment.js";

export const LENIENT: GatewayLimits = {
  document: { selections: 2_000, depth: 15, tokens: 20_000 },
  answer: UNLIMITED_ANSWER,
  live: UNLIMITED_LIVE,
  operationTimeoutMs: 20_000,
  planningBudgetMs: 600_000,
};

export interface LenientParts {
  readonly source: GraphSource;
  readonly own: readonly (LocalSubgraph | RemoteSubgraph)[];
  readonly departments?: Partial<DepartmentTreatment>;
  readonly sign?: SignCaller;
  readonly timeoutMs?: number;
  readonly log?: Log;
}

const NOBODY_SIGNS: SignCaller = () =>
  Promise.reject(new Error("No subgraph here is the hub's own and remote"));

export async function lenientParts({
  source,
  own,
  departments = {},
  sign = NOBODY_SIGNS,
  timeoutMs = 10_000,
  log = () => undefined,
}: LenientParts): Promise<GatewayParts> {
  return {
    graph: { source, contracts: [], makePlanner: await openSharedPlanner() },
    limits: LENIENT,
    log,
    openClient: openHubClients({
      own,
      sign,
      timeoutMs,
      answerLimits: UNLIMITED_ANSWER,
      log,
      departments: { ...(await departmentTreatment()), ...departments },
    }),
    authenticate: () => Promise.resolve(null),
    documents: { source: NO_DOCUMENTS, modeOf: () => "open" },
    answers: null,
    shareInFlight: true,
    corsOrigins: "*",
    usage: null,
    show: createShowError(log, (code) => code !== "INTERNAL" && Object.hasOwn(ERRORS, code)),
  };
}
