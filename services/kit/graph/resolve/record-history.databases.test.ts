import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { LocalSubgraph } from "#schema/subgraph.js";
import { valueAt } from "../../../../test/start-hub.js";
import {
  ask,
  codeOf,
  recordId,
  startTradingHub,
  type StoredVersion,
  type TradingHub,
} from "../trading-hub.test-data.js";
import { decisions, trading } from "../trading.test-data.js";

let hub: TradingHub;
let subgraph: LocalSubgraph;

const BEFORE = { number: "N1", partyName: "示例公司", kind: "FINE", decidedOn: "2025-01-15", fine: "1.5" };
const [CORRECTED, DROPPED, WITHDRAWN, OFTEN] = [recordId(1), recordId(2), recordId(3), recordId(4)];
const versions: readonly StoredVersion[] = [
  { id: CORRECTED, values: BEFORE, openedIn: 1, closedIn: 2, row: 5 },
  {
    id: CORRECTED,
    values: { ...BEFORE, fine: "2.5", measures: ["SEAL", "SEIZE"] },
    openedIn: 2,
    closedIn: 3,
    row: 6,
  },
  { id: CORRECTED, values: { ...BEFORE, kind: "WARNING", fine: null, urgent: true }, openedIn: 3, row: 7 },
  { id: DROPPED, values: { ...BEFORE, number: "N2" }, openedIn: 1, closedIn: 2 },
  { id: WITHDRAWN, values: { ...BEFORE, number: "N3" }, openedIn: 1, closedIn: 2, withdrawnIn: 3 },
  { id: WITHDRAWN, values: { ...BEFORE, number: "N3" }, openedIn: 2, closedIn: 3, withdrawnIn: 3 },
  ...Array.from({ length: 30 }, (_, at) => ({
    id: OFTEN,
    values: { ...BEFORE, number: "N4", people: at },
    openedIn: at + 1,
    closedIn: at === 29 ? null : at + 2,
  })),
];

beforeAll(async () => {
  hub = await startTradingHub();
  subgraph = hub.serve(trading);
  await hub.replaceVersions(decisions, versions);
  await hub.addRelease(1, "2025-01-01T00:00:00Z");
  await hub.addRelease(3, "2025-01-03T00:00:00Z");
});
afterAll(() => hub.database.close());

const VERSIONS = "versions { release { id } row isCurrent changes { name label unit before after } }";
const fine = { name: "fine", label: "罚款金额", unit: "万元" };

describe("the versions of a record", () => {
  test("are told with what each changed, in words, the newest first", async () => {
    const data = await ask(subgraph, `{ decision(id: "${CORRECTED}") { ${VERSIONS} } }`);
    expect(valueAt(data, "decision", "versions")).toEqual([
      {
        release: { id: "3" },
        row: 7,
        isCurrent: true,
        changes: [
          { name: "kind", label: "决定类别", unit: null, before: "罚款", after: "警告" },
          { name: "measures", label: "措施", unit: null, before: "查封；扣押", after: null },
          { ...fine, before: "2.5", after: null },
          { name: "urgent", label: "紧急", unit: null, before: null, after: "是" },
        ],
      },
      {
        release: { id: "2" },
        row: 6,
        isCurrent: false,
        changes: [
          { name: "measures", label: "措施", unit: null, before: null, after: "查封；扣押" },
          { ...fine, before: "1.5", after: "2.5" },
        ],
      },
      { release: { id: "1" }, row: 5, isCurrent: false, changes: [] },
    ]);
  });

  test("are those of its lists too, each record's own, in one statement", async () => {
    const data = await ask(
      subgraph,
      "{ decisions(orderBy: NUMBER_ASC) { nodes { number versions(language: EN) { isCurrent changes { label before after } } } } }",
    );
    const [corrected, often] = [0, 1].map((at) => valueAt(data, "decisions", "nodes", at, "versions"));
    expect(valueAt(corrected, 0, "changes", 0)).toEqual({
      label: "English of 决定类别",
      before: "Fine",
      after: "Warning",
    });
    expect(often).toHaveLength(20);
  });

  test("are as many as are asked for, the oldest of them with what it changed, up to a hundred", async () => {
    const versionsOf = async (first: number): Promise<unknown> =>
      valueAt(
        await ask(
          subgraph,
          `{ decision(id: "${OFTEN}") { versions(first: ${first}) { changes { before after } } } }`,
        ),
        "decision",
        "versions",
      );
    expect(await versionsOf(2)).toEqual([
      { changes: [{ before: "28", after: "29" }] },
      { changes: [{ before: "27", after: "28" }] },
    ]);
    expect(await versionsOf(100)).toHaveLength(30);
    for (const first of [0, -1, 101])
      expect(
        codeOf(
          await subgraph.execute({
            query: `{ decision(id: "${OFTEN}") { versions(first: ${first}) { row } } }`,
            variables: {},
            caller: null,
          }),
        ),
      ).toBe("PAGE_ARGUMENTS");
  });

  test("of what its department dropped are those of before, and of what was withdrawn there are none", async () => {
    const past = async (id: string): Promise<unknown> =>
      valueAt(
        await ask(
          subgraph,
          `{ decision(id: "${id}", asOf: "2025-01-01T12:00:00Z") { versions { isCurrent release { id } } } }`,
        ),
        "decision",
      );
    expect(await past(DROPPED)).toEqual({ versions: [{ isCurrent: false, release: { id: "1" } }] });
    expect(await past(WITHDRAWN)).toBeNull();
    expect(
      valueAt(
        await ask(
          subgraph,
          `{ _entities(representations: [{ __typename: "Decision", id: "${WITHDRAWN}" }]) { ... on Decision { versions { row } } } }`,
        ),
        "_entities",
      ),
    ).toEqual([null]);
  });
});

test("a key that readers do not see is no link of the field that has the name", async () => {
  const data = await ask(subgraph, `{ decision(id: "${CORRECTED}") { fields { name link { key } } } }`);
  const fields = valueAt(data, "decision", "fields");
  expect(Array.isArray(fields) && fields.every((field) => valueAt(field, "link") === null)).toBe(true);
});
