import { mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  ApolloGateway,
  IntrospectAndCompose,
  LocalGraphQLDataSource,
  RemoteGraphQLDataSource as ReferenceDataSource,
} from "@apollo/gateway";
import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import {
  RemoteGraphQLDataSource,
  TongchaGateway,
  watchSupergraph,
  type GraphQLDataSource,
  type GraphQLDataSourceProcessOptions,
  type ReceivedResponse,
  type SupergraphSdlHookOptions,
  type TongchaGatewayOptions,
} from "../../../gateway/adapters/apollo/index.js";
import { until } from "../../until.js";
import { serveDemo, type Demo } from "./demo.js";

interface Context {
  readonly userId: string;
  readonly serverIds: string[];
}

interface Hooks {
  willSendRequest?(options: GraphQLDataSourceProcessOptions<Context>): void | Promise<void>;
  didReceiveResponse?(
    received: ReceivedResponse<Context>,
  ): ReceivedResponse<Context>["response"] | Promise<ReceivedResponse<Context>["response"]>;
}

/** The imports of a program from either library: the one line that changes. */
interface Kit {
  readonly gateway: (options: TongchaGatewayOptions) => TongchaGateway | ApolloGateway;
  readonly DataSource: new (config: { url: string }) => GraphQLDataSource & Hooks;
}

const logged: string[] = [];
const log = (message: unknown): void => {
  logged.push(String(message));
};
const logger = { debug: () => undefined, info: () => undefined, warn: log, error: log };
const KITS: Readonly<Record<string, Kit>> = {
  "@apollo/gateway": {
    gateway: (options) => new ApolloGateway({ ...options, logger }),
    DataSource: ReferenceDataSource as Kit["DataSource"],
  }, // its own kinds of request are an enumeration
  ours: {
    gateway: (options) => new TongchaGateway({ ...options, logger }),
    DataSource: RemoteGraphQLDataSource,
  },
};

let demo: Demo;
let folder: string;
const running: ApolloServer<Context>[] = [];
beforeAll(async () => {
  demo = await serveDemo();
  folder = await mkdtemp(join(tmpdir(), "tongcha-apollo-"));
});
beforeEach(() => {
  demo.forget();
  logged.length = 0;
});
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});
afterAll(async () => {
  demo.close();
  await rm(folder, { recursive: true });
});

interface Told {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}
type Ask = (body: object, headers?: Readonly<Record<string, string>>) => Promise<Told>;

async function serve(
  gateway: TongchaGateway | ApolloGateway,
  plugins: ApolloServerPlugin<Context>[] = [],
): Promise<Ask> {
  const server = new ApolloServer<Context>({
    gateway,
    plugins,
    introspection: true,
    logger,
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
  });
  const { url } = await startStandaloneServer(server, {
    listen: { port: 0, host: "127.0.0.1" },
    context: ({ req }) => Promise.resolve({ userId: String(req.headers["user-id"] ?? ""), serverIds: [] }),
  });
  running.push(server);
  return async (body, headers = {}) => {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json(), headers: response.headers };
  };
}

/**
 * Gateways are free in the order of keys, of errors, which come as subgraphs answer, and of what a schema
 * lists.
 */
function sorted({ status, body }: Told): unknown {
  const { errors, ...rest }: { readonly errors?: readonly unknown[] } =
    typeof body === "object" && body !== null ? body : {};
  return { status, ...rest, ...(errors && { errors: inOrder(errors) }) };
}

function inOrder(list: readonly unknown[]): readonly unknown[] {
  const textOf = (value: unknown): string =>
    JSON.stringify(value, (_, inner: unknown) =>
      typeof inner === "object" && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).toSorted())
        : inner,
    );
  return list.toSorted((one, other) => textOf(one).localeCompare(textOf(other)));
}

const ALL =
  "{ me { username reviews { body product { name upc } } } topProducts(first: 2) { name price inStock shippingEstimate reviews { author { name username } } } }";
const SCHEMA =
  "{ __schema { queryType { name } types { name kind fields { name args { name defaultValue } type { name kind } } } directives { name } } }";
interface Schema {
  readonly types: readonly {
    readonly name: string;
    readonly fields: readonly { readonly name: string }[] | null;
  }[];
  readonly directives: readonly object[];
}

describe("the same answer, to the letter, is given by both to", () => {
  let asks: readonly Ask[];
  beforeAll(async () => {
    asks = await Promise.all(
      Object.values(KITS).map(({ gateway }) => serve(gateway({ supergraphSdl: demo.supergraph }))),
    );
    kept.push(...running.splice(0));
  });
  const kept: ApolloServer<Context>[] = [];
  afterAll(async () => {
    for (const server of kept) await server.stop();
  });

  test.each<readonly [string, object]>([
    ["the documents' query", { query: ALL }],
    [
      "fragments and variables",
      {
        query:
          "query Q($first: Int = 1, $no: Boolean!) { topProducts(first: $first) { ...P reviews @skip(if: $no) { id } } } fragment P on Product { upc __typename }",
        variables: { no: false },
      },
    ],
    [
      "one of several operations",
      { query: "query A { me { id } } query B { users { id } }", operationName: "B" },
    ],
    [
      "a mutation",
      {
        query:
          'mutation { review(upc: "2", body: "Fine") { id body product { name inStock } author { username name } } }',
      },
    ],
    ["nothing", { query: '{ product(upc: "none") { name inStock } __typename }' }],

    ["a field that fails", { query: "{ topProducts { name inStock } }" }],
    ["a field that fails and must not be null", { query: "{ broken { name } }" }],
    ["a query that is none", { query: "{ me { id " }],
    ["a field that there is not", { query: "{ me { nothing } }" }],
    ["@defer, of which neither knows", { query: "{ me { id ... @defer { name } } }" }],
    [
      "a variable of the wrong kind",
      { query: "query($first: Int) { topProducts(first: $first) { upc } }", variables: { first: "two" } },
    ],
  ])("%s", async (_, body) => {
    const [reference, ours] = await Promise.all(asks.map((ask) => ask(body)));
    if (!reference || !ours) throw new Error("Two are asked");
    expect(sorted(ours)).toEqual(sorted(reference));
    expect(ours.headers.get("cache-control")).toBe(reference.headers.get("cache-control"));
  });

  test("what the schema says of itself, but for the order and a scalar of GraphQL's own that nothing uses", async () => {
    const [reference, ours] = await Promise.all(
      asks.map(async (ask) => {
        const { body } = await ask({ query: SCHEMA });
        const {
          data: {
            __schema: { types, directives, ...rest },
          },
        } = body as { readonly data: { readonly __schema: Schema } }; // GraphQL's own answer
        return {
          ...rest,
          types: inOrder(
            types
              .filter(({ name }) => name !== "Float")
              .map(({ fields, ...type }) => ({ ...type, fields: inOrder(fields ?? []) })),
          ),
          directives: inOrder(directives),
        };
      }),
    );
    expect(ours).toEqual(reference);
  });

  test("an alias that looks like a key or the type's name is its field's value by ours, where the original takes one for the other", async () => {
    const query = "{ topProducts(first: 1) { upc: name __typename: price name: upc inStock } }";
    expect((await Promise.all(asks.map((ask) => ask({ query })))).map(({ body }) => body)).toMatchObject([
      { data: { topProducts: [{ upc: "1", __typename: null, name: "1", inStock: true }] } },
      { data: { topProducts: [{ upc: "Table", __typename: 899, name: "1", inStock: true }] } },
    ]);
  });

  test.each([
    ["an operation that there is not", "B"],
    ["no name, where there are several operations", undefined],
  ])(
    "%s is the client's fault by ours, where the original says that it is the server's",
    async (_, operationName) => {
      const query =
        operationName === undefined ? "query A { me { id } } query C { me { id } }" : "query A { me { id } }";
      const told = await Promise.all(asks.map((ask) => ask({ query, operationName })));
      expect(told.map(({ status }) => status)).toEqual([500, 400]);
      expect(told[1]?.body).toMatchObject({
        errors: [{ extensions: { code: "OPERATION_RESOLUTION_FAILURE" } }],
      });
    },
  );
});

describe.each(Object.entries(KITS))("the documented examples with %s:", (_name, { gateway, DataSource }) => {
  test("a supergraph that a function reads, and gives anew when its health is good", async () => {
    const file = join(folder, `${crypto.randomUUID()}.graphql`);
    await writeFile(file, demo.supergraph);
    let options: SupergraphSdlHookOptions | null = null;
    let cleaned = 0;
    const ask = await serve(
      gateway({
        supergraphSdl: async (given) => {
          options = given;
          return {
            supergraphSdl: await readFile(file, "utf8"),
            cleanup: () => Promise.resolve(void (cleaned += 1)),
          };
        },
      }),
    );
    expect(await ask({ query: "{ since me { id } }" })).toMatchObject({ status: 400 });
    // the function above was called
    const { healthCheck, update } = options as unknown as SupergraphSdlHookOptions;
    await expect(healthCheck(demo.supergraph.replaceAll("/reviews", "/nowhere"))).rejects.toThrow(
      /health check failed[^]*reviews/,
    );
    await healthCheck(demo.laterSupergraph);
    update(demo.laterSupergraph);
    await until(async () => (await ask({ query: "{ since me { id } }" })).status === 200);
    expect((await ask({ query: "{ since me { id } }" })).body).toEqual({
      data: { since: null, me: { id: "1" } },
    });
    for (const server of running.splice(0)) await server.stop();
    expect(cleaned).toBe(1);
    expect(() => update(demo.supergraph)).toThrow(/stopped/);
  });

  test("subgraphs that are asked for their schemas, with headers, and composed", async () => {
    const ask = await serve(
      gateway({
        supergraphSdl: new IntrospectAndCompose({
          subgraphs: [...demo.subgraphs],
          introspectionHeaders: { authorization: "Bearer abc123" },
          logger,
        }),
      }),
    );
    expect(new Set(demo.received.map(({ authorization }) => authorization))).toEqual(
      new Set(["Bearer abc123"]),
    );
    expect((await ask({ query: ALL })).body).toMatchObject({ data: { me: { username: "@ada" } } });
  });

  test("headers of each request by its context", async () => {
    class AuthenticatedDataSource extends DataSource {
      override willSendRequest({ request, context }: GraphQLDataSourceProcessOptions<Context>): void {
        request.http?.headers.set("x-user-id", context.userId);
      }
    }
    const ask = await serve(
      gateway({
        supergraphSdl: demo.supergraph,
        buildService: ({ url = "" }) => new AuthenticatedDataSource({ url }),
      }),
    );
    const answers = await Promise.all(
      ["甲", "b", "c"].map((user) =>
        ask({ query: "{ whoAsks topProducts { reviews { id } } }" }, { "user-id": encodeURIComponent(user) }),
      ),
    );
    expect(answers.map(({ body }) => body)).toMatchObject([
      { data: { whoAsks: "%E7%94%B2," } },
      { data: { whoAsks: "b," } },
      { data: { whoAsks: "c," } },
    ]);
    expect(
      demo.received.every((headers) => ["%E7%94%B2", "b", "c"].includes(String(headers["x-user-id"]))),
    ).toBe(true);
  });

  test("headers of each answer, told by a plug-in", async () => {
    class DataSourceWithServerId extends DataSource {
      override didReceiveResponse({
        response,
        context,
      }: ReceivedResponse<Context>): ReceivedResponse<Context>["response"] {
        const serverId = response.http?.headers.get("Server-Id");
        if (serverId) context.serverIds.push(serverId);
        return response;
      }
    }
    const plugin: ApolloServerPlugin<Context> = {
      requestDidStart: () =>
        Promise.resolve({
          willSendResponse: ({ contextValue, response }) =>
            Promise.resolve(void response.http.headers.set("Server-Id", contextValue.serverIds.join())),
        }),
    };
    const ask = await serve(
      gateway({
        supergraphSdl: demo.supergraph,
        buildService: ({ url = "" }) => new DataSourceWithServerId({ url }),
      }),
      [plugin],
    );
    expect((await ask({ query: "{ topProducts { reviews { id } } }" })).headers.get("server-id")).toBe(
      "/products,/reviews",
    );
  });

  test("requests that are changed: query, variables and extensions; what a hook throws is that subgraph's error", async () => {
    class Changing extends DataSource {
      override willSendRequest({ request, kind }: GraphQLDataSourceProcessOptions<Context>): void {
        if (kind !== "incoming operation") return;
        if (request.query?.includes("whoAsks")) throw new Error("nobody may ask");
        request.variables = { ...request.variables, ...(request.query?.includes("$first") && { first: 1 }) };
      }
    }
    const ask = await serve(
      gateway({ supergraphSdl: demo.supergraph, buildService: ({ url = "" }) => new Changing({ url }) }),
    );
    expect(
      (
        await ask({
          query: "query($first: Int) { topProducts(first: $first) { name reviews { id } } whoAsks }",
          variables: { first: 3 },
        })
      ).body,
    ).toMatchObject({
      data: { topProducts: [{ name: "Table", reviews: [{ id: "1" }, { id: "4" }] }], whoAsks: null },
      errors: [{ message: "nobody may ask" }],
    });
  });

  test("a subgraph in the program itself, by the original's data source", async () => {
    const ask = await serve(
      gateway({
        supergraphSdl: demo.supergraph,
        buildService: ({ name, url = "" }) =>
          name === "products" ? new LocalGraphQLDataSource(demo.schemaOf(name)) : new DataSource({ url }),
      }),
    );
    expect((await ask({ query: "{ topProducts(first: 1) { name inStock } }" })).body).toEqual({
      data: { topProducts: [{ name: "Table", inStock: true }] },
    });
    // The other subgraph alone was asked over HTTP.
    expect(demo.received).toHaveLength(1);
  });

  test("a supergraph that is none is not begun with", async () => {
    await expect(serve(gateway({ supergraphSdl: "type Query { a: Int }" }))).rejects.toThrow();
  });
});

describe("ours", () => {
  test("keeps the old supergraph when the new one cannot be served, and says why", async () => {
    const file = join(folder, "watched.graphql");
    await writeFile(file, demo.supergraph);
    const write = async (text: string): Promise<void> => {
      await writeFile(`${file}.new`, text);
      await rename(`${file}.new`, file);
    };
    const failures: unknown[] = [];
    const ask = await serve(
      new TongchaGateway({
        supergraphSdl: watchSupergraph(file, {
          pollIntervalInMs: 20,
          onFailure: (error) => failures.push(error),
        }),
        logger,
      }),
    );
    await write("type Query {");
    await until(() => logged.some((message) => message.includes("cannot be served")));
    expect((await ask({ query: "{ me { id } }" })).body).toEqual({ data: { me: { id: "1" } } });
    await write(demo.laterSupergraph);
    await until(async () => (await ask({ query: "{ since }" })).status === 200);
    expect(failures).toEqual([]);
  });

  test("refuses by name what it would not carry out", () => {
    const options = { supergraphSdl: demo.supergraph, serviceList: [], queryPlannerConfig: {} };
    expect(() => new TongchaGateway(options)).toThrow(/serviceList, queryPlannerConfig/);
    class WithApq extends RemoteGraphQLDataSource {
      apq = true;
    }
    const gateway = new TongchaGateway({
      supergraphSdl: demo.supergraph,
      logger,
      buildService: ({ url = "" }) => new WithApq({ url }),
    });
    return expect(gateway.load()).rejects.toThrow(/apq/);
  });

  test("passes on all of a client's headers without what belongs to its connection", async () => {
    class Forwarding extends RemoteGraphQLDataSource<Context> {
      override willSendRequest({
        request,
        incomingRequestContext,
      }: GraphQLDataSourceProcessOptions<Context>): void {
        for (const [name, value] of incomingRequestContext?.request.http?.headers ?? [])
          request.http?.headers.set(name, value);
      }
    }
    const ask = await serve(
      new TongchaGateway({
        supergraphSdl: demo.supergraph,
        logger,
        buildService: ({ url = "" }) => new Forwarding({ url }),
      }),
    );
    expect(
      (await ask({ query: "{ whoAsks }" }, { authorization: "Bearer x", "x-user-id": "7" })).body,
    ).toEqual({ data: { whoAsks: "7,Bearer x" } });
  });
});
