/**
 * Each domain of the hub in turn is cut off, held, slowed down, torn and garbled: it costs its own fields,
 * each with its error, and nothing else. One hub serves all of them; a gateway reaches each over HTTP through
 * a line of its own. Every fault of every domain only in a deep run.
 */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { parse } from "graphql";
import { toApiSchema } from "../../gateway/engine/plan/api-schema.js";
import { openHub, type Hub } from "../../scripts/start/hub.js";
import { createLog } from "../../scripts/start/log.js";
import { readSettings } from "../../scripts/start/settings.js";
import { discoverSubgraphs } from "../../services/kit/graph/serve/discover.js";
import { queriesOf } from "../guides.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";
import { startFaultyLink, type Fault, type FaultyLink } from "./faulty-link.js";
import { readAsked, type AskedField } from "./owned-fields.js";
import { until } from "../until.js";
import { SCALE } from "../scale.js";

const read = (file: string): string => readFileSync(new URL(`../../../${file}`, import.meta.url), "utf8");
const SUPERGRAPH = read("schema/supergraph.graphql");
const schema = toApiSchema(SUPERGRAPH);
const QUERIES = [
  ...queriesOf("gateway/FRONT-ENDS.md").map(({ text }) => text),
  '{ id: party(id: "91110118YL00000041") { code: id called: name name: kind fines: penalties(first: 2) { totalCount nodes { by: department { title: name above: parent { name } } provenance { row release { number feed { title lead { name } } } } } } } }',
  "{ penalties(first: 30) { nodes { decisionNumber department { name phone } party { name licences { totalCount } vacancies { totalCount } } } } feeds { nodes { id title lead { name datasets { nodes { title } } } } } }",
  "{ schools(first: 5) { nodes { name area { name jobFairs(first: 1) { nodes { name } } elderlyCareInstitutions { totalCount } } department { name releases(first: 1) { nodes { number } } } } } subgraphs { nodes { name } } }",
];
const ASKED = QUERIES.map((query) => readAsked(query, schema, parse(SUPERGRAPH)));
const DOMAINS = (await discoverSubgraphs()).map(({ name }) => name);
const FAULTS = ["cut", "held", "slow", "torn", "garbled"] as const;
const TRIED: readonly (readonly [string, Fault])[] = SCALE.allFaults
  ? DOMAINS.flatMap((domain) => FAULTS.map((fault) => [domain, fault] as const))
  : [
      ["directory", "cut"],
      ["enforcement", "held"],
      ["employment", "slow"],
      ["disclosure", "torn"],
      ["education", "garbled"],
    ];

let all: TestHub;
let gateway: Hub;
let links: ReadonlyMap<string, FaultyLink>;
let whole: readonly unknown[] = [];

beforeAll(async () => {
  all = await startHub({ holds: "samples" });
  links = new Map(
    await Promise.all(
      DOMAINS.map(async (domain) => [domain, await startFaultyLink(`${all.url}/${domain}/graphql`)] as const),
    ),
  );
  gateway = await openHub({
    settings: readSettings({
      PORT: "0",
      RATE_LIMITS: "off",
      SUBGRAPH_TIMEOUT_MS: "15000",
      // One that is held may be waited for twice, of which the others lose nothing.
      OPERATION_TIMEOUT_MS: "60000",
      ANSWER_STORE_MIB: "0",
      SUBGRAPH_URLS: [...links].map(([domain, { url }]) => `${domain}=${url}`).join(","),
    }),
    keys: all.keys,
    log: createLog(() => undefined),
    database: { ...all.parts.database, close: () => Promise.resolve() },
  });
  // The first queries of a graph are planned, and its readers warmed up.
  await until(async () => {
    whole = await askAll();
    return whole.every((answer) => valueAt(answer, "errors") === undefined);
  });
});
afterAll(async () => {
  await gateway.close();
  for (const link of links.values()) link.close();
  await all.close();
});

async function ask(query: string): Promise<unknown> {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  return response.json();
}
const askAll = (): Promise<readonly unknown[]> => Promise.all(QUERIES.map(ask));

interface Told {
  readonly paths: readonly string[];
  readonly names: ReadonlySet<unknown>;
}

/** Places in lists are one: alike errors are told with the first of them. */
const placeOf = (path: readonly (string | number)[]): string =>
  path.map((step) => (typeof step === "number" ? "*" : step)).join(".");

function readTold(answer: unknown): Told {
  const errors = Object.values(valueAt(answer, "errors") ?? {});
  return {
    paths: errors.map((error) =>
      placeOf(
        Object.values(valueAt(error, "path") ?? {}).map((step) =>
          typeof step === "number" ? step : String(step),
        ),
      ),
    ),
    names: new Set(errors.map((error) => valueAt(error, "extensions", "details", "name"))),
  };
}

/**
 * Compares an answer with the whole one, and gives the places that are null in it and were not; anything else
 * that differs fails.
 */
function lostIn(
  answer: unknown,
  before: unknown,
  asked: readonly AskedField[],
  domain: string,
): ReadonlySet<string> {
  const lost = new Set<string>();
  const mayLose = ({ owners, fields }: AskedField): boolean =>
    owners.has(domain) ||
    fields.some(
      (field) =>
        field.isNonNull && field.owners.has(domain) && (field.owners.size === 1 || field.isOfInterface),
    );
  const compare = (
    now: unknown,
    then: unknown,
    field: AskedField | null,
    fields: readonly AskedField[],
    path: readonly (string | number)[],
  ): void => {
    if (Array.isArray(then) && Array.isArray(now)) {
      expect(now).toHaveLength(then.length);
      then.forEach((item, at) => compare(now[at], item, field, fields, [...path, at]));
    } else if (now === null && then !== null) {
      if (!field || !mayLose(field)) throw new Error(`${placeOf(path)} is lost, and is not of ${domain}`);
      lost.add(placeOf(path));
    } else if (typeof then === "object" && then !== null && typeof now === "object" && now !== null) {
      expect(Object.keys(now)).toEqual(Object.keys(then));
      for (const key of Object.keys(then)) {
        const alike = fields.filter((each) => each.key === key);
        const merged: AskedField = {
          key,
          owners: new Set(alike.flatMap(({ owners }) => [...owners])),
          isNonNull: false,
          isOfInterface: false,
          fields: alike.flatMap((each) => each.fields),
        };
        compare(valueAt(now, key), valueAt(then, key), merged, merged.fields, [...path, key]);
      }
    } else expect([placeOf(path), now]).toEqual([placeOf(path), then]);
  };
  compare(valueAt(answer, "data"), valueAt(before, "data"), null, asked, []);
  return lost;
}

test("with all of them there, the answers are whole, and the same as of a hub that calls them", async () => {
  expect(whole.map((answer) => valueAt(answer, "errors"))).toEqual(QUERIES.map(() => undefined));
  expect(whole).toEqual(await Promise.all(QUERIES.map((query) => all.query(query))));
});

test.each(TRIED)(
  "%s, %s: its own fields are lost, each with its place and the domain's name, all others are as they were, and it comes back",
  async (domain, fault) => {
    links.get(domain)?.set(fault);
    const answers = await askAll();
    let count = 0;
    for (const [at, answer] of answers.entries()) {
      const lost = lostIn(answer, whole[at], ASKED[at] ?? [], domain);
      const { paths, names } = readTold(answer);
      // Below a place that is null stands what was not null, and took it with it.
      for (const place of lost)
        expect([place, paths.some((path) => `${path}.`.startsWith(`${place}.`))]).toEqual([place, true]);
      for (const path of paths)
        expect([path, [...lost].some((place) => `${path}.`.startsWith(`${place}.`))]).toEqual([path, true]);
      expect([...names]).toEqual(lost.size === 0 ? [] : [domain]);
      count += lost.size;
    }
    expect(count > 0).toBe(fault !== "slow" && DOMAINS_ASKED.has(domain));
    const health = await fetch(`${gateway.url}/health/ready`);
    expect(health.status).toBe(200);
    const degraded = valueAt(await health.json(), "degraded");
    const isDown = count > 0 && fault !== "garbled";
    expect(Object.keys(degraded ?? {})).toEqual(isDown ? [domain] : []);
    expect(await (await fetch(`${gateway.url}/metrics`)).text()).toContain(
      `tongcha_subgraph_up{subgraph="${domain}"} ${isDown ? 0 : 1}`,
    );
    links.get(domain)?.set(null);
    await until(async () => JSON.stringify(await askAll()) === JSON.stringify(whole));
    expect(valueAt(await (await fetch(`${gateway.url}/health/ready`)).json(), "degraded")).toBeUndefined();
  },
);

/** The subgraphs that the queries ask. */
const DOMAINS_ASKED: ReadonlySet<string> = new Set(
  ASKED.flat().flatMap(function owners({ owners: own, fields }: AskedField): readonly string[] {
    return [...(own.size === 1 ? own : []), ...fields.flatMap(owners)];
  }),
);
