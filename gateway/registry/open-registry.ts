/** The registry of one hub: its tables, what it may be asked, and the states of the graph that gateways take from it. */
import type { GraphQLSchema } from "graphql";
import type { LocalSubgraph } from "#schema/subgraph.js";
import type { Log } from "../http/errors.js";
import { composeSupergraph } from "../supergraph/compose.js";
import { toApiSchema } from "../supergraph/api-schema.js";
import { usesOf } from "../usage/reader.js";
import { createAdoptOwn, type AdoptOwn } from "./adopt-own.js";
import type { RegistryDatabase } from "./database.js";
import { createExaminer, type Composition } from "./examine.js";
import { createRegistrySubgraph } from "./graph/subgraph.js";
import { createRevisionMaker } from "./make-revision.js";
import { createPermissions } from "./permissions.js";
import { createProbe, type AskService } from "./probe.js";
import { createRegistry } from "./registry.js";
import { createRevisions, type Revisions } from "./revisions.js";
import { prepareTables } from "./store/prepare-tables.js";

export interface OpenRegistry {
  readonly subgraph: LocalSubgraph;
  readonly revisions: Revisions;
  readonly adoptOwn: AdoptOwn;
}

export interface RegistryOptions {
  readonly database: RegistryDatabase;
  readonly askService: AskService;
  /** Days back in which a client's use of something counts. */
  readonly usageDays: number;
  /** Brings a new revision into service in this process. */
  readonly serve: (number: number) => Promise<void>;
  readonly log: Log;
}

export async function openRegistry({ database, askService, usageDays, serve, log }: RegistryOptions): Promise<OpenRegistry> {
  await prepareTables(database);
  const examiner = createExaminer({ compose, checkSize: () => [], checks: [], checkBreaking: () => [], diff: () => [], usesOf: usesOf(database, { days: usageDays }), probe: createProbe(askService) });
  const makeRevision = createRevisionMaker(database, serve);
  const revisions = createRevisions(database, (error) => log({ level: "warn", error: String(error), message: "The registry was not told what this gateway serves" }));
  return {
    subgraph: createRegistrySubgraph({ database, registry: createRegistry({ database, examiner, makeRevision }), permissions: createPermissions(database) }, log),
    revisions,
    adoptOwn: createAdoptOwn({ examiner, makeRevision, onSetAside: (names) => log({ level: "error", subgraphs: names, message: "Subgraphs of departments do not compose with the hub's any more, and were set aside" }) }),
  };
}
function compose(subgraphs: readonly { readonly name: string; readonly url: string; readonly sdl: string }[]): Composition {
  try {
    const { sdl } = composeSupergraph(subgraphs);
    return { ok: true, supergraph: sdl, api: toApiSchema(sdl) satisfies GraphQLSchema, findings: [] };
  } catch (error) {
    return { ok: false, findings: [{ code: "X", severity: "ERROR", subgraphs: [], coordinate: null, place: null, rule: { zh: "", en: "" }, message: { zh: String(error), en: String(error) }, advice: { zh: "", en: "" }, edits: [], uses: [] }] };
  }
}
