/**
 * A registry, a gateway before it, and one department's service whose schema changes, on the embedded
 * database.
 */
import { createDepartments } from "../../../gateway/rights/departments.js";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Fastify from "fastify";
import { UNLIMITED_ANSWER } from "#schema/runtime/meter.js";
import type { Caller } from "#schema/caller.js";
import type { LocalSubgraph } from "#schema/subgraph.js";
import { openHubClients } from "../../../gateway/subgraphs/open-client.js";
import { openGateway, type Gateway } from "../../../gateway/open-gateway.js";
import { UNLIMITED_LIVE } from "../../../gateway/limits/live-places.js";
import { createNetworks } from "../../../gateway/subgraphs/networks.js";
import { openPlanner } from "../../../gateway/engine/plan/open-planner.js";
import { createAskService } from "../../../gateway/registry/examine/ask-service.js";
import { openRegistry } from "../../../gateway/registry/open-registry.js";
import { createCallerStatements } from "../../../gateway/rights/caller-statements.js";
import { generateIssuerKey } from "../../../gateway/rights/issuer.js";
import { openDatabase } from "../../../services/kit/store/open/database.js";
import { appendTrail } from "../../../services/kit/store/write/trail.js";
import { migrate } from "../../../services/kit/store/open/migrate.js";
import { tablesOf } from "../../start/tables.js";

export const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';
const LIMITS = { selections: 2_000, depth: 20, tokens: 20_000 };
const DEVELOPER: Caller = {
  subject: "developer",
  name: "developer",
  department: "jtj",
  roles: ["developer"],
};

export interface BenchHub {
  readonly url: string;
  readonly state: Gateway["state"];
  /** Milliseconds for the whole way; throws when it is refused. */
  readonly check: (sdl: string) => Promise<number>;
  readonly publish: (sdl: string) => Promise<number>;
  readonly close: () => Promise<void>;
}

export async function openBenchHub(subgraphs: readonly LocalSubgraph[]): Promise<BenchHub> {
  const database = await openDatabase({ url: null, directory: ":memory:" });
  await migrate(database, tablesOf([]));
  const networks = createNetworks("127.0.0.0/8");
  const statements = createCallerStatements({
    callerKeys: [await generateIssuerKey()],
    issuer: "tongcha",
    pseudonymKey: new Uint8Array(32),
  });
  const service = await startService();
  const fault = (entry: object): void => {
    process.stderr.write(`${JSON.stringify(entry)}\n`);
  };
  let take: Gateway["take"] | null = null;
  const registry = openRegistry({
    trail: appendTrail,
    database,
    departments: createDepartments(() => Promise.resolve([])),
    networks,
    contracts: [],
    limits: LIMITS,
    usage: { days: 30, least: 1 },
    log: fault,
    serve: async (number) => {
      await take?.(number);
    },
    askService: createAskService({
      kind: "department",
      sign: statements.sign,
      timeoutMs: 10_000,
      limitBytes: 4 * 1024 * 1024,
      networks,
      log: fault,
    }),
  });
  const own = [...subgraphs, registry.subgraph];
  await registry.adoptOwn(own.map(({ name, sdl }) => ({ name, sdl, url: `local:${name}` })));
  const gateway = await openGateway({
    graph: {
      source: { ...registry.revisions, follow: () => Promise.resolve() },
      contracts: [],
      makePlanner: await openPlanner(),
    },
    openClient: openHubClients({
      own,
      sign: () => Promise.resolve(""),
      timeoutMs: 10_000,
      answerLimits: UNLIMITED_ANSWER,
      log: fault,
      departments: { networks, statements, timeoutMs: 10_000, limitBytes: 8 * 1024 * 1024 },
    }),
    authenticate: (token) => Promise.resolve(token === undefined ? null : DEVELOPER),
    documents: { source: registry.documents, modeOf: () => "open" },
    limits: {
      document: LIMITS,
      answer: UNLIMITED_ANSWER,
      live: UNLIMITED_LIVE,
      operationTimeoutMs: 30_000,
      planningBudgetMs: 600_000,
    },
    answers: null,
    shareInFlight: true,
    corsOrigins: "*",
    usage: null,
    show: ({ message }) => ({ message }),
    log: fault,
  });
  take = gateway.take;
  const app = Fastify({ forceCloseConnections: true, bodyLimit: 4 * 1024 * 1024 });
  gateway.register(app);
  app.addHook("onClose", registry.close);
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  const timed = async (mutation: string, sdl: string): Promise<number> => {
    service.deploy(sdl);
    const started = performance.now();
    const response = await fetch(`${url}/graphql`, {
      // A connection of its own: one that is kept would be closed while this process composes.
      method: "POST",
      headers: { "content-type": "application/json", authorization: "Bearer developer", connection: "close" },
      body: JSON.stringify({
        query: `mutation ($input: SubgraphInput!) { result: ${mutation}(input: $input) { ok findings { code severity message { en } } } }`,
        variables: { input: { name: "transport", url: service.url, sdl } },
      }),
    });
    const text = await response.text();
    if (!text.includes('"ok":true')) throw new Error(text.slice(0, 2_000));
    return performance.now() - started;
  };
  return {
    url,
    state: gateway.state,
    check: (sdl) => timed("checkSubgraph", sdl),
    publish: (sdl) => timed("publishSubgraph", sdl),
    close: async () => {
      await app.close();
      service.close();
      await database.close();
    },
  };
}

/** Says what schema it has, and gives every entity the same values. */
async function startService(): Promise<{
  readonly url: string;
  readonly deploy: (sdl: string) => void;
  readonly close: () => void;
}> {
  let sdl = "";
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request
      .on("data", (part: Buffer) => parts.push(part))
      .on("end", () => {
        const body = Buffer.concat(parts).toString();
        const entities = [...body.matchAll(/"__typename":"Area"/g)].map(() => ({
          __typename: "Area",
          busLines: 7,
        }));
        response.writeHead(200, { "content-type": "application/json" }).end(
          JSON.stringify({
            data: body.includes("_service") ? { _service: { sdl } } : { _entities: entities },
          }),
        );
      });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // it listens on a port
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    deploy: (text) => {
      sdl = text;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
