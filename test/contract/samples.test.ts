/** The samples are invented, and no citizen, telephone or decision in them can be a real one. */
import { createReadStream, globSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import type { RawCell, RawRow } from "../../services/kit/feed/stages.js";
import { discoverContracts } from "../../services/kit/graph/serve/discover.js";
import { READ_LIMITS, readFeed } from "../../services/kit/read/read-feed.js";
import { ROOT } from "../guides.js";

const contracts = await discoverContracts();
const files = globSync("services/*/samples/*.{csv,xlsx,json}", { cwd: ROOT }).toSorted();

interface Sample {
  readonly fields: readonly (string | null)[];
  readonly rows: readonly RawRow[];
}

async function read(path: string): Promise<Sample> {
  const [, domain = "", name = ""] = /^services\/([^/]+)\/samples\/([^.]+)\./.exec(path) ?? [];
  const contract = contracts.find(({ id }) => id === `${domain}.${name}`);
  // A sample may be of a feed that another sample defines.
  if (!contract) return { fields: [], rows: [] };
  const { head, batches } = await readFeed(contract, createReadStream(`${ROOT}${path}`), READ_LIMITS);
  const rows: RawRow[] = [];
  for await (const batch of batches) rows.push(...batch);
  return { fields: head.fields, rows };
}

const textOf = (cell: RawCell | undefined): string => (typeof cell === "string" ? cell : "");

/** Rows as texts by field. */
function recordsOf({ fields, rows }: Sample): readonly Readonly<Record<string, string>>[] {
  return rows.map(({ cells }) =>
    Object.fromEntries(fields.flatMap((field, at) => (field === null ? [] : [[field, textOf(cells[at])]]))),
  );
}

describe.each(files)("%s", (path) => {
  test("has no telephone that somebody may have, and no document that somebody may have issued", async () => {
    const texts = (await read(path)).rows.flatMap(({ cells }) => cells.map(textOf));
    const telephones = texts.flatMap(
      (text) => text.match(/(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-\d{7,8})(?!\d)/g) ?? [],
    );
    // No subscriber's number begins with 0.
    expect(telephones.filter((number) => !/^010-0\d{7}$/.test(number))).toEqual([]);
    const documents = texts.filter((text) => /^[\p{Script=Han}（）]{2,20}〔\d{4}〕\d+号$/u.test(text));
    expect(documents.filter((number) => !number.includes("示例"))).toEqual([]);
  });
});

test("licences and penalties fit the party's line of business and the authority's", async () => {
  const all = await Promise.all(files.filter((path) => /(?:licences|penalties)\./.test(path)).map(read));
  const rows = all.flatMap(recordsOf);
  expect(rows.length).toBeGreaterThan(50);
  const isOdd = ({ partyName = "", licenceName = "", authorityName = "", violationType = "" }): boolean =>
    (/理发|美发/.test(partyName) && licenceName.includes("食品")) ||
    (authorityName.includes("市场监督管理局") && violationType.includes("扬尘"));
  expect(rows.filter(isOdd)).toEqual([]);
});

test("what is spent on a person is no standard to the yuan", async () => {
  const figures = recordsOf(await read("services/social-assistance/samples/minimum-living.mzj.csv"));
  const each = figures.map(({ spendingYuan = "", persons = "" }) => Number(spendingYuan) / Number(persons));
  expect(each.length).toBeGreaterThan(100);
  expect(each.filter((yuan) => Number.isInteger(yuan)).length).toBeLessThan(each.length / 10);
});
