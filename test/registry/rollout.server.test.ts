import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { VERSION } from "#schema/runtime/version.js";
import type { MakePlanner } from "../../gateway/engine/plan/planner.js";
import { openSharedPlanner } from "../shared-planner.js";
import { valueAt } from "../start-hub.js";
import { startDepartmentService, type DepartmentService } from "./department-service.js";
import {
  DEVELOPER,
  LINK,
  openSmallHub,
  SUPERVISOR,
  type SmallGateway,
  type SmallHub,
} from "./open-small-hub.js";
import { until } from "../until.js";
import { SCALE } from "../scale.js";

/** The n-th version of the schema. It stands at an address of its own, and says which one it was asked at. */
const version = (n: number): string => `${LINK}
type Query {
  """第几版 / Which version"""
  version: String
}
type Area @key(fields: "code") {
  code: String!
  """公交线路数 / Bus lines"""
  busLines: Int
  """第几版 / Which version"""
  version: String
  """第${n}版 / Version ${n}"""
  version${n}: Int
}
`;
const askedAt = (_: unknown, _given: unknown, { url }: { readonly url: string }): string => url;
const RESOLVERS = {
  Query: { version: askedAt },
  Area: {
    version: askedAt,
    __resolveReference: ({ code }: { readonly code: string }) => ({ code, busLines: 7 }),
  },
};
const PUBLISH =
  "mutation ($input: SubgraphInput!) { publishSubgraph(input: $input) { ok revision findings { code message { en } } } }";
const AREA = '{ area(code: "1") { name busLines } }';

let hub: SmallHub;
let service: DepartmentService;
beforeAll(async () => {
  hub = await openSmallHub();
  service = await startDepartmentService(version(0), RESOLVERS);
});
afterAll(async () => {
  service.close();
  await hub.close();
});

async function publish(n: number): Promise<number> {
  const sdl = version(n);
  service.deploy(sdl);
  const { data, errors } = await hub.ask(
    PUBLISH,
    { input: { name: "transport", url: `${service.url}?v=${n}`, sdl } },
    DEVELOPER,
  );
  const revision = valueAt(data, "publishSubgraph", "revision");
  if (typeof revision !== "number") throw new Error(JSON.stringify({ data, errors }));
  return revision;
}

const serves = (gateway: SmallGateway, revision: number): Promise<void> =>
  until(() => gateway.state().served === revision);

test("many revisions under constant traffic: no request fails, and no answer is of two revisions", async () => {
  await publish(0);
  let isOver = false;
  const answers: unknown[] = [];
  // The subgraph is asked twice, once at the beginning and once for the entity.
  const traffic = Array.from({ length: 4 }, async (_, client) => {
    for (let n = 0; !isOver; n += 1) {
      answers.push(await hub.ask(`query Q${client}x${n % 50} { version area(code: "1") { name version } }`));
      await pause(5);
    }
  });
  for (let n = 1; n <= SCALE.revisions; n += 1) await publish(n);
  isOver = true;
  await Promise.all(traffic);
  const versions = answers.map((answer) => [
    valueAt(answer, "errors"),
    valueAt(answer, "data", "version"),
    valueAt(answer, "data", "area", "version"),
  ]);
  expect(
    versions.filter(
      ([errors, first, second]) => errors !== undefined || typeof first !== "string" || first !== second,
    ),
  ).toEqual([]);
  expect(new Set(versions.map(([, first]) => first)).size).toBeGreaterThan(SCALE.revisions / 2);
});

test("what a request began with, it ends with: a slow one is not cut off by a new revision", async () => {
  const slow = hub.ask(`{ area(code: "1") { busLines version${SCALE.revisions} } }`);
  await publish(101);
  expect((await slow).data).toEqual({ area: { busLines: 7, [`version${SCALE.revisions}`]: null } });
});

test("another gateway on the same database serves a new revision, and says so to a supervisor", async () => {
  if (hub.database.kind === "embedded") return;
  const other = await hub.openAnother();
  const revision = await publish(102);
  await serves(other, revision);
  expect(other.state()).toEqual({ served: revision, wanted: revision, problem: null });
  const { data } = await hub.ask(
    "{ gateways { nodes { served wanted problem process version } } }",
    {},
    SUPERVISOR,
  );
  const state = { served: revision, wanted: revision, problem: null, process: process.pid, version: VERSION };
  expect(valueAt(data, "gateways", "nodes")).toEqual(expect.arrayContaining([state, state]));
  await other.close();
});

test("a revision that composes but cannot be planned is not served, the registry says why, and the next good one is", async () => {
  const planner = await openSharedPlanner();
  let isBroken = false;
  const other = await hub.openAnother(async (supergraph) => {
    if (isBroken) throw new Error("this planner does not like it");
    return planner(supergraph);
  });
  isBroken = true;
  const before = other.state().served;
  const revision = await publish(103);
  await other.take(revision);
  expect(other.state()).toEqual({
    served: before,
    wanted: revision,
    problem: "this planner does not like it",
  });
  expect((await hub.ask(AREA, {}, undefined, other.url)).data).toEqual({
    area: { name: "示例街道", busLines: 7 },
  });
  const { data } = await hub.ask("{ gateways { nodes { served problem } } }", {}, SUPERVISOR);
  expect(valueAt(data, "gateways", "nodes")).toContainEqual({
    served: before,
    problem: "this planner does not like it",
  });
  isBroken = false;
  const next = await publish(104);
  await other.take(next);
  expect(other.state()).toEqual({ served: next, wanted: next, problem: null });
  await other.close();
});

test("a monitor sees which revision is served, and that earlier ones are gone", async () => {
  const text = await (await fetch(`${hub.gateway.url}/metrics`)).text();
  const valueOf = (name: string): number => Number(new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1]);
  const { served } = hub.gateway.state();
  expect([
    valueOf("tongcha_graph_revision_served"),
    valueOf("tongcha_graph_revision_wanted"),
    valueOf("tongcha_graph_revision_failed"),
    valueOf("tongcha_graph_revisions_live"),
  ]).toEqual([served, served, 0, 1]);
  expect(valueOf("process_resident_memory_bytes")).toBeGreaterThan(0);
});

test("a document that is registered is planned for each graph before anybody asks it", async () => {
  const planner = await openSharedPlanner();
  const planned: string[] = [];
  const makePlanner: MakePlanner = async (supergraph) => {
    const made = await planner(supergraph);
    return {
      ...made,
      plan: (question, spent) => {
        planned.push(question.text);
        return made.plan(question, spent);
      },
    };
  };
  const text = 'query Foreseen { area(code: "5") { name busLines } }';
  const id = createHash("sha256").update(text).digest("hex");
  const { errors } = await hub.ask(
    'mutation ($documents: [DocumentInput!]!) { publishDocuments(client: "portal", documents: $documents) { findings { code } } }',
    { documents: [{ id, text }] },
    DEVELOPER,
  );
  expect(errors).toBeUndefined();
  const times = (): number => planned.filter((one) => one.includes("Foreseen")).length;
  const other = await hub.openAnother(makePlanner);
  await until(() => times() === 1);
  await other.take(await publish(120));
  await until(() => times() === 2);
  const response = await fetch(`${other.url}/graphql?documentId=${id}`);
  expect([await response.json(), times()]).toEqual([
    { data: { area: { name: "示例街道", busLines: 7 } } },
    2,
  ]);
  await other.close();
});

test("what failed once is tried again without anybody's doing", async () => {
  const planner = await openSharedPlanner();
  let isOutOfLuck = false;
  const other = await hub.openAnother(async (supergraph) => {
    if (isOutOfLuck) throw new Error("out of luck");
    return planner(supergraph);
  });
  isOutOfLuck = true;
  const revision = await publish(105);
  // As it is told on a server; on the embedded database there is no other gateway to tell.
  await other.take(revision);
  expect(other.state().problem).toBe("out of luck");
  isOutOfLuck = false;
  await serves(other, revision);
  expect(other.state()).toEqual({ served: revision, wanted: revision, problem: null });
  await other.close();
});

test("many publish at once: each gets a revision of its own, and none is lost", async () => {
  const distinct = await Promise.all(
    ["a", "b", "c", "d"].map(async (letter) => {
      const own = await startDepartmentService(
        `${LINK} type Area @key(fields: "code") { code: String! """线路数 / Lines""" lines${letter}: Int }`,
      );
      const answer = await hub.ask(
        PUBLISH,
        { input: { name: `lines-${letter}`, url: own.url, sdl: null } },
        { ...DEVELOPER, department: `d-${letter}` },
      );
      return { own, revision: valueAt(answer.data, "publishSubgraph", "revision") };
    }),
  );
  const revisions = distinct.map(({ revision }) => Number(revision)).toSorted((one, other) => one - other);
  expect(revisions).toEqual(revisions.map((_, at) => (revisions[0] ?? 0) + at));
  const { data } = await hub.ask("{ graphRevision { members { name } } }");
  expect(data).toEqual({
    graphRevision: {
      members: expect.arrayContaining(["a", "b", "c", "d"].map((letter) => ({ name: `lines-${letter}` }))),
    },
  });
  for (const { own } of distinct) own.close();
});
