import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { JWK } from "jose";
import type { Role } from "#schema/caller.js";
import { createIssuer } from "../../gateway/rights/issuer.js";
import { openDev, type Dev } from "../../scripts/cli/subgraph/dev.js";
import { CORE, subgraphsOf } from "../prepared.js";
import { startDepartmentService, type DepartmentService } from "./department-service.js";

const schemaWith = (
  fields: string,
): string => `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [])
type Query {
  ${fields}
}
`;
const LINES = '"""公交线路数 / Bus lines"""\n  busLines: Int';
const STOPS = `${LINES}\n  """公交站数 / Bus stops"""\n  busStops: Int`;
const RESOLVERS = { Query: { busLines: () => 7, busStops: () => 21 } };

let directory: string;
let schema: string;
let service: DepartmentService;
let dev: Dev;
const said: string[] = [];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tongcha-"));
  schema = join(directory, "transport.graphql");
  await writeFile(schema, schemaWith(LINES));
  service = await startDepartmentService(schemaWith(LINES), RESOLVERS);
  dev = await openDev({
    environment: { PORT: "0", SAMPLES: "false", TONGCHA_DATA: directory },
    name: "transport",
    url: service.url,
    schema,
    department: "jtj",
    subgraphs: await subgraphsOf(CORE),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    say: (text) => said.push(text),
  });
});
afterAll(async () => {
  await dev.close();
  service.close();
  await rm(directory, { recursive: true });
});

/** Output since `from`, once it contains `expected`. */
async function untilSaid(expected: string, from: number): Promise<string> {
  for (;;) {
    const text = said.slice(from).join("\n");
    if (text.includes(expected)) return text;
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
}

async function ask(query: string, token?: string): Promise<unknown> {
  const response = await fetch(`${dev.url}/graphql`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

test("the developer's service is in the whole graph as soon as both run", async () => {
  await untilSaid("已发布", 0);
  expect(await ask("{ busLines feeds { nodes { id } } }")).toEqual({
    data: { busLines: 7, feeds: { nodes: expect.arrayContaining([{ id: "directory.areas" }]) } },
  });
});

test("a schema that does not compose is told in Chinese and English, and the last good graph stays", async () => {
  const from = said.length;
  await writeFile(schema, schemaWith("busLines: NoSuchType"));
  expect(await untilSaid("总图保持上一个可用的版本", from)).toMatch(
    /INVALID_GRAPHQL Query\.busLines {2}\S+transport\.graphql:\d+:\d+[^]*没有定义它[^]*Unknown type "NoSuchType"/,
  );
  expect(await ask("{ busLines }")).toEqual({ data: { busLines: 7 } });
});

test("what is saved and deployed is in the graph, without a restart of either", async () => {
  const from = said.length;
  await writeFile(schema, schemaWith(STOPS));
  await untilSaid("SERVICE_SDL_DIFFERS", from);
  service.deploy(schemaWith(STOPS), RESOLVERS);
  await untilSaid("已发布", from);
  expect(await ask("{ busLines busStops }")).toEqual({ data: { busLines: 7, busStops: 21 } });
});

test("what the schema says who may see is demanded of the token: role, department, scopes; others get null, and the service is not asked", async () => {
  const from = said.length;
  const guarded = schemaWith(
    `${STOPS}\n  """司机数 / Drivers"""\n  drivers: Int @federation__requiresScopes(scopes: [["role:reviewer", "department:jtj", "bus:read"]])`,
  );
  await writeFile(schema, guarded);
  service.deploy(guarded, { Query: { ...RESOLVERS.Query, drivers: () => 5 } });
  await untilSaid("已发布", from);
  const issuer = createIssuer({
    keys: [JSON.parse(await readFile(join(directory, "issuer.json"), "utf8")) as JWK],
    issuer: "tongcha",
    audience: "tongcha",
  });
  const tokenOf = (role: Role, scopes: readonly string[] = []): Promise<string> =>
    issuer.issue({ subject: "1", name: "甲", department: "jtj", roles: [role], scopes }, 1);
  const seen = async (token?: string): Promise<unknown> => {
    service.seen.length = 0;
    const answer = await ask("{ busLines drivers }", token);
    return [answer, service.seen.some(({ body }) => body.includes("drivers"))];
  };
  const denied = [
    {
      data: { busLines: 7, drivers: null },
      errors: [expect.objectContaining({ path: ["drivers"] })],
    },
    false,
  ];
  const granted = [{ data: { busLines: 7, drivers: 5 } }, true];
  expect(await seen()).toEqual(denied);
  expect(await seen(await tokenOf("reviewer", ["bus:read"]))).toEqual(granted);
  expect(await seen()).toEqual(denied);
  expect(await seen(await tokenOf("reviewer"))).toEqual(denied);
  expect(await seen(await tokenOf("clerk", ["bus:read", "role:reviewer"]))).toEqual(denied);
});

test("a service that went away is waited for, and only its own fields are empty meanwhile", async () => {
  const from = said.length;
  service.close();
  await untilSaid("等待服务响应", from);
  expect(await ask("{ busLines feeds { nodes { id } } }")).toMatchObject({
    data: { busLines: null, feeds: { nodes: expect.arrayContaining([{ id: "directory.areas" }]) } },
    errors: [{ extensions: { code: "SUBGRAPH_UNAVAILABLE" } }],
  });
});
