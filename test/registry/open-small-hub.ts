/**
 * A registry and gateways before it, over a graph that is small enough to be published a hundred times in a
 * test.
 */
import { buildSubgraphSchema } from "@apollo/subgraph";
import Fastify from "fastify";
import { execute, parse } from "graphql";
import type { Caller } from "#schema/caller.js";
import type { LocalSubgraph } from "#schema/subgraph.js";
import { LENIENT, lenientParts } from "../gateway/lenient-parts.js";
import { openGateway, type Gateway } from "../../gateway/open-gateway.js";
import { createErrorHandler } from "../../gateway/adapters/http/error-handler.js";
import type { MakePlanner } from "../../gateway/engine/plan/planner.js";
import { createAskService } from "../../gateway/registry/examine/ask-service.js";
import { openRegistry } from "../../gateway/registry/open-registry.js";
import type { Database } from "../../services/kit/store/open/database.js";
import { appendTrail } from "../../services/kit/store/write/trail.js";
import { migrate } from "../../services/kit/store/open/migrate.js";
import { tablesOf } from "../../scripts/start/tables.js";
import { createDepartments } from "../../gateway/rights/departments.js";
import { departmentTreatment } from "../gateway/department-treatment.js";
import { openTestDatabase } from "../open-test-database.js";
import { openSharedPlanner } from "../shared-planner.js";

export const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';

const AREAS = `${LINK}
type Query {
  """一个区划 / One area"""
  area(
    """代码 / Code"""
    code: String!
  ): Area
}
"""区划 / An area"""
type Area @key(fields: "code") {
  """代码 / Code"""
  code: String!
  """名称 / Name"""
  name: String
}
`;

export interface SmallGateway extends Gateway {
  readonly url: string;
  readonly close: () => Promise<void>;
}

export interface SmallHub {
  readonly database: Database;
  readonly gateway: SmallGateway;
  /** Another process, as far as the database can tell. */
  readonly openAnother: (makePlanner?: MakePlanner) => Promise<SmallGateway>;
  readonly ask: (
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    caller?: Caller,
    url?: string,
  ) => Promise<{
    readonly data: Readonly<Record<string, unknown>> | null;
    readonly errors?: readonly {
      readonly message: string;
      readonly extensions: Readonly<Record<string, unknown>>;
    }[];
  }>;
  readonly close: () => Promise<void>;
}

export const DEVELOPER: Caller = { subject: "d1", name: "开发员", department: "jtj", roles: ["developer"] };
export const SUPERVISOR: Caller = { subject: "s1", name: "督查员", department: null, roles: ["supervisor"] };

export async function openSmallHub(): Promise<SmallHub> {
  const database = await openTestDatabase();
  await migrate(database, tablesOf([]));
  const schema = buildSubgraphSchema([
    {
      typeDefs: parse(AREAS),
      resolvers: {
        Query: { area: (_: unknown, { code }: { readonly code: string }) => ({ code, name: "示例街道" }) },
        Area: { __resolveReference: ({ code }: { readonly code: string }) => ({ code, name: "示例街道" }) },
      },
    },
  ]);
  const areas: LocalSubgraph = {
    name: "areas",
    sdl: AREAS,
    execute: async ({ query, variables }) =>
      execute({ schema, document: parse(query), variableValues: variables }),
  };
  const planner = await openSharedPlanner();
  const departments = await departmentTreatment();
  const limits = { selections: 1_000, depth: 20, tokens: 20_000 };
  const gateways: SmallGateway[] = [];
  const open = async (makePlanner: MakePlanner = planner): Promise<SmallGateway> => {
    let take: Gateway["take"] | null = null;
    const registry = openRegistry({
      trail: appendTrail,
      database,
      departments: createDepartments(() => Promise.resolve([])),
      networks: departments.networks,
      contracts: [],
      limits,
      usage: { days: 30, least: 1 },
      askService: createAskService({
        ...departments,
        kind: "department",
        sign: departments.statements.sign,
        log: () => undefined,
      }),
      log: () => undefined,
      serve: async (number) => {
        await take?.(number);
      },
    });
    const own = [areas, registry.subgraph];
    await registry.adoptOwn(own.map(({ name, sdl }) => ({ name, sdl, url: `local:${name}` })));
    const parts = await lenientParts({
      own,
      source: { ...registry.revisions, follow: () => Promise.resolve() },
      departments,
      timeoutMs: 2_000,
    });
    const gateway = await openGateway({
      ...parts,
      graph: { ...parts.graph, makePlanner },
      limits: { ...LENIENT, document: limits },
      documents: { source: registry.documents, modeOf: () => "open" },
      authenticate: (authorization) =>
        Promise.resolve(
          authorization === undefined ? null : (JSON.parse(decodeURIComponent(authorization)) as Caller),
        ), // what `ask` below sends
    });
    take = gateway.take;
    const app = Fastify({ forceCloseConnections: true });
    app.setErrorHandler(createErrorHandler(() => undefined));
    gateway.register(app);
    app.addHook("onClose", registry.close);
    const made: SmallGateway = {
      ...gateway,
      url: await app.listen({ host: "127.0.0.1", port: 0 }),
      close: () => app.close(),
    };
    gateways.push(made);
    return made;
  };
  const gateway = await open();
  return {
    database,
    gateway,
    openAnother: open,
    ask: async (query, variables = {}, caller, url = gateway.url) => {
      const response = await fetch(`${url}/graphql`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(caller ? { authorization: encodeURIComponent(JSON.stringify(caller)) } : {}),
        },
        body: JSON.stringify({ query, variables }),
      });
      // the shape of every GraphQL answer
      return (await response.json()) as Awaited<ReturnType<SmallHub["ask"]>>;
    },
    close: async () => {
      await Promise.all(gateways.map(({ close }) => close()));
      await database.close();
    },
  };
}
