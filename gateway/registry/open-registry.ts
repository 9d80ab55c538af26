/**
 * Opens the registry of one hub: its subgraph, and the revisions that gateways take from it. Its tables must
 * exist (`store/migrations.ts`).
 */
import type { FastifyInstance } from "fastify";
import { describeError } from "#schema/runtime/describe-error.js";
import type { LocalSubgraph } from "#schema/subgraph.js";
import type { WriteTrail } from "#schema/trail.js";
import type { ContractDefinition } from "../graph/contracts/contract.js";
import { createApplyKept, keepViews, type ApplyContracts } from "../graph/kept/apply-kept.js";
import { NOTHING_KEPT, type KeptTexts } from "../graph/kept/kept-texts.js";
import type { Networks } from "../subgraphs/networks.js";
import type { DocumentSource } from "../documents/document-source.js";
import type { KeySource } from "../api-keys/key-source.js";
import type { Departments } from "../rights/departments.js";
import type { Log } from "../log.js";
import { createGuard, type DocumentLimits } from "../limits/document.js";
import { usesOf, type UsagePeriod } from "../usage/reader.js";
import { registerChangelog } from "./changelog.js";
import { createAdoptOwn, type AdoptOwn } from "./adopt-own.js";
import type { RegistryDatabase } from "../database.js";
import { createClientDocuments } from "./documents/client-documents.js";
import { createSchemas } from "./documents/schemas.js";
import { createApiKeys } from "./api-keys.js";
import { createChangeSource } from "./store/change-source.js";
import { DOCUMENT_CHANNEL, LATEST_CHANGE, readDocumentChanges } from "./store/document-rows.js";
import { KEY_CHANNEL, LATEST_KEY_CHANGE, readKeyChanges } from "./store/key-rows.js";
import { createExamineApart } from "./examine/examine-apart.js";
import { createExaminer } from "./examine/examiner.js";
import { createProbe, type AskService } from "./examine/probe.js";
import { createRegistrySubgraph } from "./subgraph/subgraph.js";
import { createRevisionMaker } from "./make-revision.js";
import { createPermissions } from "./permissions.js";
import { createRegistry } from "./registry.js";
import { createRegistrySource } from "./registry-source.js";
import { createKeptTexts } from "./store/kept-texts-table.js";

export interface OpenRegistry {
  readonly subgraph: LocalSubgraph;
  /** The registry's part of the graph's source. */
  readonly revisions: ReturnType<typeof createRegistrySource>;
  /** The documents that clients have registered. */
  readonly documents: DocumentSource;
  readonly keys: KeySource;
  readonly adoptOwn: AdoptOwn;
  /** Makes the views of a revision that are not stored. */
  readonly applyContracts: ApplyContracts;
  /** The database was restored: what is in memory of it is read anew. */
  readonly restart: () => Promise<void>;
  /** Adds `/schema/changes.atom`. */
  readonly register: (app: FastifyInstance) => void;
  readonly close: () => Promise<void>;
}

export interface RegistryOptions {
  readonly database: RegistryDatabase;
  readonly askService: AskService;
  readonly departments: Departments;
  /** The networks in which a department's service may be. */
  readonly networks: Pick<Networks, "assertUrl">;
  /** Contracts, whose views must stay valid after a publication. */
  readonly contracts: readonly ContractDefinition[];
  /** Texts that ship with the program. */
  readonly shipped?: KeptTexts;
  /** The limits of registered documents, the same as of all requests. */
  readonly limits: DocumentLimits;
  /** The period and the minimum of requests for usage. */
  readonly usage: UsagePeriod;
  readonly trail: WriteTrail;
  /** Brings a new revision into service in this process. */
  readonly serve: (number: number) => Promise<void>;
  readonly log: Log;
}

export function openRegistry({
  database,
  askService,
  departments,
  networks,
  contracts,
  shipped = NOTHING_KEPT,
  limits,
  usage,
  trail,
  serve,
  log,
}: RegistryOptions): OpenRegistry {
  const kept = createKeptTexts(database, log);
  const applyContracts = createApplyKept(
    { find: async (of) => (await shipped.find(of)) ?? kept.find(of), keep: kept.keep },
    log,
  );
  const apart = createExamineApart(usesOf(database, usage));
  const examiner = createExaminer({ database, apart, probe: createProbe(askService), contracts });
  const makeRevision = createRevisionMaker(database, {
    keep: async ({ supergraph, views }) => {
      if (supergraph !== null) await keepViews({ supergraph, definitions: contracts }, views, kept, log);
    },
    serve,
  });
  const revisions = createRegistrySource(database, {
    onFault: (error) =>
      log({
        level: "warn",
        ...describeError(error),
        message: "The registry cannot be told what this gateway serves",
      }),
    onBack: (tries) =>
      log({ level: "info", tries, message: "The registry is told again what this gateway serves" }),
  });
  const documents = createChangeSource(database, {
    channel: DOCUMENT_CHANNEL,
    latest: LATEST_CHANGE,
    read: readDocumentChanges,
  });
  const keys = createChangeSource(database, {
    channel: KEY_CHANNEL,
    latest: LATEST_KEY_CHANGE,
    read: readKeyChanges,
  });
  const clientDocuments = createClientDocuments({
    database,
    latest: makeRevision.latest,
    schemaOf: createSchemas(contracts, applyContracts),
    guard: createGuard(limits),
    tell: documents.tell,
  });
  return {
    subgraph: createRegistrySubgraph(
      {
        departments,
        registry: createRegistry({ database, examiner, makeRevision, networks, departments, trail }),
        permissions: createPermissions(database, trail),
        clientDocuments,
        apiKeys: createApiKeys(database, { trail, tell: keys.tell }),
      },
      database,
    ),
    revisions,
    documents,
    keys,
    applyContracts,
    close: apart.close,
    restart: async () => {
      await Promise.all([documents.restart(), keys.restart()]);
    },
    register: (app) => registerChangelog(app, database),
    adoptOwn: createAdoptOwn({
      examiner,
      makeRevision,
      shipped,
      onSetAside: (names) =>
        log({
          level: "error",
          subgraphs: names,
          message: "Subgraphs of departments do not compose with the hub's any more, and were set aside",
        }),
    }),
  };
}
