import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { LocalSubgraph } from "#schema/subgraph.js";
import {
  ask,
  codeOf,
  recordId,
  startTradingHub,
  type StoredVersion,
  type TradingHub,
} from "../trading-hub.test-data.js";
import { decisions, departments, registry, trading } from "../trading.test-data.js";
import type { SubgraphContext } from "../resolve/context.js";
import { hubOf } from "../resolve/hub-request.js";
import { Ctx, Query, Resolver } from "../types/decorators.js";
import { defineSubgraph } from "./define-subgraph.js";

let hub: TradingHub;
let subgraph: LocalSubgraph;
let directory: LocalSubgraph;

const versions: readonly StoredVersion[] = Array.from({ length: 100 }, (_, index) => ({
  id: recordId(index),
  openedIn: 2,
  row: index + 2,
  department: index < 60 ? "jxj" : "scjgj",
  values: {
    number: `N${String(index).padStart(3, "0")}`,
    partyName: "示例公司",
    partyId: `p${index % 50}`,
    kind: "FINE",
    decidedOn: "2025-01-01",
    fine: index === 0 ? null : `${index}.5`,
    facts: "很长的事实",
  },
}));

beforeAll(async () => {
  hub = await startTradingHub();
  subgraph = hub.serve(trading);
  directory = hub.serve(registry);
  await hub.replaceVersions(departments, [
    {
      id: recordId(900),
      values: { code: "jxj", name: "区经信局", parentCode: "zwfwj" },
      department: "zwfwj",
    },
    {
      id: recordId(901),
      values: { code: "zwfwj", name: "区政务服务局", parentCode: "gone" },
      department: "zwfwj",
    },
  ]);
  await hub.replaceVersions(decisions, versions);
  await hub.addRelease(1, "2025-01-01T00:00:00Z");
  await hub.addRelease(2, "2025-01-02T00:00:00Z");
});

beforeEach(() => {
  hub.statements.length = 0;
  hub.logged.length = 0;
});

afterAll(async () => {
  await hub.database.close();
});

describe("a list", () => {
  test("gives records, their department and their provenance", async () => {
    expect(
      await ask(
        subgraph,
        `{ decisions(first: 1, orderBy: FINE_DESC) { nodes { id number kind kindOther fine department { code } provenance { release { id } row } party { id } } } }`,
      ),
    ).toEqual({
      decisions: {
        nodes: [
          {
            id: recordId(99),
            number: "N099",
            kind: "FINE",
            kindOther: null,
            fine: "99.5",
            department: { code: "scjgj" },
            provenance: { release: { id: "2" }, row: 101 },
            party: { id: "p49" },
          },
        ],
      },
    });
  });

  test("is counted only when its count is asked for, and read only when its records are", async () => {
    await ask(subgraph, "{ decisions { nodes { id } edges { cursor } pageInfo { hasNextPage } } }");
    expect(hub.statements).toHaveLength(1);
    hub.statements.length = 0;
    expect(await ask(subgraph, '{ decisions(where: { department: { eq: "jxj" } }) { totalCount } }')).toEqual(
      { decisions: { totalCount: 60 } },
    );
    expect(hub.statements).toHaveLength(1);
  });

  test("says codes in words, in either language, from the column of the code alone", async () => {
    expect(
      await ask(
        subgraph,
        "{ decisions(first: 1) { nodes { kindLabel english: kindLabel(language: EN) measureLabels } } }",
      ),
    ).toEqual({ decisions: { nodes: [{ kindLabel: "罚款", english: "Fine", measureLabels: null }] } });
    expect(hub.statements).toHaveLength(1);
    expect(hub.statements[0]).toMatch(/"kind"/);
    expect(hub.statements[0]).not.toMatch(/"facts"|"number"/);
  });

  test("reads only the columns that the operation selects, through fragments and edges", async () => {
    await ask(
      subgraph,
      "{ decisions { edges { node { ...F } } } } fragment F on Decision { number ... on Decision { kind } }",
    );
    expect(hub.statements[0]).toMatch(/"number".*"kind"/);
    expect(hub.statements[0]).not.toMatch(/"facts"|file_row|t\.department/);
    hub.statements.length = 0;
    await ask(subgraph, "{ decisions { nodes { party { id } } } }");
    expect(hub.statements[0]).toMatch(/"party_id"/);
    expect(hub.statements[0]).not.toMatch(/"facts"/);
  });

  // Each as often as it is spread would take for ever.
  test("walks once through fragments that spread each other sixty times over", async () => {
    const fragments = Array.from(
      { length: 60 },
      (_, level) => `fragment F${level} on Decision { ...F${level + 1} ...F${level + 1} }`,
    );
    expect(
      await ask(
        subgraph,
        `{ decisions(first: 1, orderBy: NUMBER_ASC) { nodes { ...F0 } } } ${fragments.join(" ")} fragment F60 on Decision { number }`,
      ),
    ).toEqual({ decisions: { nodes: [{ number: "N000" }] } });
  });

  test("is filtered by literals and variables alike", async () => {
    const expected = { decisions: { nodes: [{ number: "N098" }, { number: "N099" }] } };
    expect(
      await ask(
        subgraph,
        "{ decisions(orderBy: NUMBER_ASC, where: { fine: { gte: 98.50 }, kind: { in: [FINE] } }) { nodes { number } } }",
      ),
    ).toEqual(expected);
    expect(
      await ask(
        subgraph,
        "query ($where: DecisionWhere, $order: [DecisionOrder!]) { decisions(orderBy: $order, where: $where) { nodes { number } } }",
        { order: "NUMBER_ASC", where: { fine: { gte: "98.50" }, kind: { in: ["FINE"] } } },
      ),
    ).toEqual(expected);
  });

  test("shows what was public at a past time", async () => {
    const query =
      'query ($asOf: DateTime) { decisions(asOf: $asOf) { totalCount } decision(id: "00000000-0000-4000-8000-000000000001", asOf: $asOf) { number } }';
    expect(await ask(subgraph, query, { asOf: "2025-01-01T12:00:00+08:00" })).toEqual({
      decisions: { totalCount: 0 },
      decision: null,
    });
    expect(await ask(subgraph, query, { asOf: "2025-01-02T12:00:00+08:00" })).toEqual({
      decisions: { totalCount: 100 },
      decision: { number: "N001" },
    });
  });
});

describe("what other subgraphs ask for by key", () => {
  const representations = versions.slice(0, 50).map(({ id }) => ({ __typename: "Decision", id }));

  test("is one statement for one key and for fifty", async () => {
    for (const keys of [representations.slice(0, 1), representations]) {
      hub.statements.length = 0;
      const data = await ask(
        subgraph,
        "query ($r: [_Any!]!) { _entities(representations: $r) { ... on Decision { number } } }",
        { r: keys },
      );
      expect(data).toMatchObject({
        _entities: keys.map((_, index) => ({ number: `N${String(index).padStart(3, "0")}` })),
      });
      expect(hub.statements).toHaveLength(1);
    }
  });

  test("is null for a key that names nothing, whatever it is", async () => {
    const keys = [recordId(7_777), "x", 1, null, { $ne: "" }, ["a"]];
    expect(
      await ask(
        subgraph,
        "query ($r: [_Any!]!) { _entities(representations: $r) { ... on Decision { number } } }",
        { r: keys.map((id) => ({ __typename: "Decision", id })) },
      ),
    ).toEqual({ _entities: keys.map(() => null) });
    expect(
      await ask(
        directory,
        "query ($r: [_Any!]!) { _entities(representations: $r) { ... on Department { name } } }",
        { r: keys.map((code) => ({ __typename: "Department", code })) },
      ),
    ).toEqual({ _entities: keys.map(() => null) });
    expect(await ask(subgraph, '{ decision(id: "x") { number } }')).toEqual({ decision: null });
  });

  test("has its lists, counted, in one statement for all parents", async () => {
    const parties = Array.from({ length: 50 }, (_, index) => ({ __typename: "Party", id: `p${index}` }));
    const data = await ask(
      subgraph,
      "query ($r: [_Any!]!) { _entities(representations: $r) { ... on Party { decisions(first: 1, orderBy: NUMBER_DESC) { totalCount nodes { number } } } } }",
      { r: parties },
    );
    expect(data).toMatchObject({
      _entities: parties.map((_, index) => ({
        decisions: { totalCount: 2, nodes: [{ number: `N${String(index + 50).padStart(3, "0")}` }] },
      })),
    });
    expect(hub.statements).toHaveLength(1);
  });

  test("has the lists that this subgraph adds to a department of another", async () => {
    expect(
      await ask(
        subgraph,
        '{ _entities(representations: [{ __typename: "Department", code: "scjgj" }, { __typename: "Department", code: "none" }]) { ... on Department { code decisions { totalCount } } } }',
      ),
    ).toEqual({
      _entities: [
        { code: "scjgj", decisions: { totalCount: 40 } },
        { code: "none", decisions: { totalCount: 0 } },
      ],
    });
  });
});

describe("the subgraph that owns the departments", () => {
  test("finds one by its code or its id, and wants exactly one of them", async () => {
    expect(
      await ask(
        directory,
        `{ a: department(code: "jxj") { name } b: department(id: "${recordId(900)}") { name } c: department(code: "x") { name } }`,
      ),
    ).toEqual({ a: { name: "区经信局" }, b: { name: "区经信局" }, c: null });
    for (const keys of ["", "(code: null)", `(code: "jxj", id: "${recordId(900)}")`])
      expect(codeOf(await directory.execute({ query: `{ department${keys} { name } }`, caller: null }))).toBe(
        "FILTER_INVALID",
      );
  });

  test("gives an entity that it owns whole, where a record points at it, and null where it is gone", async () => {
    expect(await ask(directory, "{ departments { nodes { code parent { name } } } }")).toEqual({
      departments: {
        nodes: [
          { code: "jxj", parent: { name: "区政务服务局" } },
          { code: "zwfwj", parent: null },
        ],
      },
    });
    expect(hub.statements).toHaveLength(2);
  });

  test("gives the department itself, not only its code, in one statement for all records", async () => {
    expect(await ask(directory, "{ departments { nodes { code department { name } } } }")).toEqual({
      departments: {
        nodes: [
          { code: "jxj", department: { name: "区政务服务局" } },
          { code: "zwfwj", department: { name: "区政务服务局" } },
        ],
      },
    });
    expect(hub.statements).toHaveLength(2);
  });
});

describe("hostile operations", () => {
  const run = (
    query: string,
    variables: Readonly<Record<string, unknown>> = {},
  ): ReturnType<LocalSubgraph["execute"]> => subgraph.execute({ query, variables, caller: null });
  const filtered = "query ($where: DecisionWhere) { decisions(where: $where) { nodes { id } } }";

  test("ten thousand values, and a filter six deep, are refused with a code", async () => {
    expect(
      codeOf(await run(filtered, { where: { number: { in: Array.from({ length: 10_000 }, String) } } })),
    ).toBe("FILTER_INVALID");
    expect(
      codeOf(
        await run("{ decisions(where: {not:{not:{not:{not:{not:{urgent:{eq:true}}}}}}}) { nodes { id } } }"),
      ),
    ).toBe("FILTER_INVALID");
    expect(hub.statements).toEqual([]);
  });

  test("a text or a filter that is nested thousands deep is an error of the client, not of the hub", async () => {
    const levels = 20_000;
    expect(
      codeOf(
        await run(`{ decisions(where: ${"{not:".repeat(levels)}{}${"}".repeat(levels)}) { nodes { id } } }`),
      ),
    ).toBe("GRAPHQL_PARSE_FAILED");
    expect(codeOf(await run(`{ decisions ${"{ edges ".repeat(levels)}`))).toBe("GRAPHQL_PARSE_FAILED");
    for (const depth of [3_000, 50_000])
      expect(
        codeOf(
          await run(filtered, { where: JSON.parse(`${'{"not":'.repeat(depth)}{}${"}".repeat(depth)}`) }),
        ),
      ).toBe("BAD_USER_INPUT");
    expect(hub.logged).toEqual([]);
  });

  test("names of inherited properties are no fields, orders or codes, and change no prototype", async () => {
    expect(codeOf(await run(filtered, { where: JSON.parse('{"__proto__": {"polluted": true}}') }))).toBe(
      "BAD_USER_INPUT",
    );
    expect(codeOf(await run(filtered, { where: { constructor: { eq: "x" } } }))).toBe("BAD_USER_INPUT");
    expect(codeOf(await run(filtered, { where: { kind: { eq: "toString" } } }))).toBe("BAD_USER_INPUT");
    expect(codeOf(await run("{ decisions(orderBy: constructor) { nodes { id } } }"))).toBe(
      "GRAPHQL_VALIDATION_FAILED",
    );
    const { data } = await run("{ decisions(first: 1) { nodes { __proto__: number constructor: kind } } }");
    expect(JSON.stringify(data)).toBe('{"decisions":{"nodes":[{"__proto__":"N099","constructor":"FINE"}]}}');
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test("a cursor of another list, or none at all, is refused with a code", async () => {
    for (const after of ["", "x", "eyJhIjoxfQ", "W10"])
      expect(
        codeOf(await run("query ($after: String) { decisions(after: $after) { nodes { id } } }", { after })),
      ).toBe("CURSOR_INVALID");
  });

  test("a refusal has its sentence in both languages and what fills it", async () => {
    expect(await run("{ decisions(first: 101) { nodes { id } } }")).toEqual({
      data: { decisions: null },
      errors: [
        {
          message: "分页参数有误：每页1至100条。请改正后重新查询。",
          path: ["decisions", "nodes"],
          extensions: {
            code: "PAGE_ARGUMENTS",
            english: "Wrong page arguments: a page has 1 to 100 records. Correct them and ask again.",
            details: { reason: "每页1至100条", reasonEn: "a page has 1 to 100 records" },
          },
        },
      ],
    });
  });
});

describe("a fault of ours", () => {
  const secret = "110228199001010010";

  test("tells the gateway what it is and where, and nothing of what a record holds", async () => {
    await hub.replaceVersions(decisions, [
      {
        id: recordId(1),
        values: { number: "N1", partyName: "示例公司", kind: secret, decidedOn: "2025-01-01" },
      },
    ]);
    const { errors = [] } = await subgraph.execute({
      query: "{ decisions { nodes { kind } } }",
      caller: null,
    });
    await hub.replaceVersions(decisions, versions);
    expect(errors).toMatchObject([
      {
        path: ["decisions", "nodes", 0, "kind"],
        extensions: { code: "INTERNAL", facts: { subgraph: "trading", error: "GraphQLError" } },
      },
    ]);
    expect(hub.logged).toEqual([]);
    expect(JSON.stringify(errors)).not.toContain(secret);
  });
});

describe("what a resolver is given", () => {
  const seen: SubgraphContext[] = [];

  @Resolver()
  class LookAround {
    @Query(() => [String])
    names(@Ctx() context: SubgraphContext): readonly string[] {
      seen.push(context);
      return Object.keys(context).toSorted();
    }
  }

  test("is the published reader, the caller, the contracts, the catalogue and the clock; the hub has a door of its own", async () => {
    const looking = hub.serve(defineSubgraph({ name: "looking", resolvers: [LookAround] }));
    expect(await ask(looking, "{ names }")).toEqual({
      names: ["caller", "catalogue", "contracts", "now", "reader"],
    });
    const [context] = seen;
    if (!context) throw new Error("nothing was asked");
    expect(hubOf(context).database).toBe(hub.database);
    expect(() => hubOf({ ...context })).toThrow("no request of the hub");
  });
});
