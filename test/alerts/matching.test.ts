import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { alertsOf } from "../../services/alerts/alerts.js";
import { readCriteria, type Criteria, type GivenCriteria } from "../../services/alerts/query/criteria.js";
import type { CodeList, FeedContract } from "../../services/kit/feed/contract.js";
import { storedFields } from "../../services/kit/feed/stored-fields.js";
import { tableOf } from "../../services/kit/store/open/tables.js";
import { foldWords, gramsOf, wantedGrams } from "../../services/kit/words/grams.js";
import { recordWords, searchedText } from "../../services/kit/words/record-words.js";
import { startHub, type TestHub } from "../start-hub.js";
import { save } from "./save.js";
import { runs, SCALE } from "../scale.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ holds: "samples" });
});
afterAll(() => hub.close());

const QUERIES = SCALE.standingQueries;

interface Published {
  readonly feed: string;
  readonly release: number;
  readonly row: number;
  readonly department: string;
  readonly parties: readonly unknown[];
  readonly areas: readonly unknown[];
  readonly persons: readonly unknown[];
  readonly text: string;
  readonly grams: ReadonlySet<number>;
}

test("of all feeds, what releases add to the answers of many queries is what a plain filter over the records says", async () => {
  const published = (await Promise.all(hub.parts.contracts().map(readAll)))
    .flat()
    .toSorted((one, other) => one.release - other.release || one.row - other.row);
  // Each asks for what some record has, so that it matches, and for more besides.
  const chosen = fc.tuple(
    fc.constantFrom(...published),
    fc.constantFrom(...published),
    fc.subarray(["parties", "areas", "persons", "departments", "feeds", "words"] as const, {
      minLength: 1,
      maxLength: 3,
    }),
    fc.nat(),
  );
  const given = fc
    .sample(
      chosen.map(([record, other, asked, from]) => criteriaOf(record, other, asked, from)),
      { numRuns: runs(4) * QUERIES, seed: 20261125 },
    )
    .filter(isReadable)
    .slice(0, QUERIES);
  const ids: string[] = [];
  for (const one of given) ids.push((await save(hub, { ...one })).id);
  // As if they had been saved before anything was released.
  const { pool } = hub.parts.database;
  await pool.query("UPDATE alerts.query SET since = 0");
  await pool.query("UPDATE alerts.progress SET release = 0, row = -1");
  const last = Math.max(...published.map(({ release }) => release));
  await (await alertsOf(hub.parts)).matchedUpTo(last);

  const { rows } = await pool.query<{
    id: string;
    total: number;
    places: readonly string[];
  }>(`SELECT q.id, coalesce((SELECT sum(total)::int FROM alerts.hit h WHERE h.query = q.number), 0) AS total,
    ARRAY(SELECT m.release || ':' || m.row FROM alerts.match m WHERE m.query = q.number ORDER BY m.release, m.row) AS places FROM alerts.query q`);
  const found = new Map(rows.map(({ id, ...rest }) => [id, rest]));
  let matches = 0;
  for (const [at, one] of given.entries()) {
    const wanted = readCriteria(one);
    const expected = published.filter((record) => isWanted(record, wanted));
    matches += expected.length;
    const { total, places } = found.get(ids[at] ?? "") ?? { total: -1, places: [] };
    expect({ one, total }).toEqual({ one, total: expected.length });
    if (total <= 1_000) expect(places).toEqual(expected.map(({ release, row }) => `${release}:${row}`));
  }
  expect(matches).toBeGreaterThan(QUERIES);
});

type Asked = "parties" | "areas" | "persons" | "departments" | "feeds" | "words";

function criteriaOf(
  record: Published,
  other: Published,
  asked: readonly Asked[],
  from: number,
): GivenCriteria {
  const valuesOf = (kind: "parties" | "areas" | "persons"): readonly string[] | null =>
    asked.includes(kind) && record[kind].length > 0 ? [...record[kind], ...other[kind]].map(String) : null;
  // Some ask for the whole district.
  const areas = from % 4 === 0 && asked.includes("areas") ? ["110118"] : valuesOf("areas");
  return {
    parties: valuesOf("parties"),
    areas,
    persons: valuesOf("persons"),
    departments: asked.includes("departments") ? [record.department, other.department] : null,
    feeds: asked.includes("feeds") ? [record.feed, other.feed] : null,
    words: asked.includes("words")
      ? record.text.slice(from % Math.max(1, record.text.length - 2)).slice(0, 2 + (from % 7))
      : null,
  };
}

function isReadable(given: GivenCriteria): boolean {
  try {
    readCriteria(given);
    return true;
  } catch {
    return false;
  }
}

/** Every version that any release opened and that is not withdrawn. */
async function readAll(contract: FeedContract): Promise<readonly Published[]> {
  const { rows } = await hub.parts.database.pool.query<Readonly<Record<string, unknown>>>(
    `SELECT * FROM ${tableOf(contract)} WHERE withdrawn_in IS NULL ORDER BY opened_in, file_row`,
  );
  const { titleOf, wordsOf, wholeOf } = recordWords(contract);
  const fields = storedFields(contract);
  const listOf = (name: string): CodeList | null => fields.find(({ field }) => field === name)?.list ?? null;
  return rows.map((row) => {
    const values = Object.fromEntries(fields.map(({ field, sqlName }) => [field, row[sqlName]]));
    const linked = (type: string): readonly unknown[] =>
      Object.entries(contract.derived)
        .filter(([, { link }]) => link?.type === type)
        .map(([field]) => values[field])
        .filter((value) => value !== null);
    const persons = contract.concerns
      .flatMap((field) => [values[field]].flat().flatMap((code) => concerned(code, listOf(field))))
      .filter((value) => value !== null && value !== undefined);
    const { title, body } = searchedText(titleOf(values), wordsOf(values), wholeOf(values));
    const text = foldWords(`${title} ${body}`);
    return {
      feed: contract.id,
      release: Number(row["opened_in"]),
      row: Number(row["file_row"]),
      department: String(row["department"]),
      parties: linked("Party"),
      areas: linked("Area"),
      persons,
      text,
      grams: new Set(gramsOf(text)),
    };
  });
}

/** What is for everyone is for each that its list names. */
function concerned(code: unknown, list: CodeList | null): readonly unknown[] {
  return code === list?.all ? (list?.codes.map(({ name }) => name) ?? []) : [code];
}

function isWanted(
  record: Published,
  { parties, areas, persons, departments, feeds, words }: Criteria,
): boolean {
  const meets = (wanted: readonly string[] | null, values: readonly unknown[]): boolean =>
    wanted === null || values.some((value) => wanted.includes(String(value)));
  return (
    meets(parties, record.parties) &&
    (areas?.some((area) => record.areas.some((code) => String(code).startsWith(area))) ?? true) &&
    meets(persons, record.persons) &&
    meets(departments, [record.department]) &&
    meets(feeds, [record.feed]) &&
    (words ?? []).every(
      (word) => record.text.includes(word) && wantedGrams(word).every((piece) => record.grams.has(piece)),
    )
  );
}
