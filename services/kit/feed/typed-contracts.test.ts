/**
 * Type errors of contracts: each line under `@ts-expect-error` must fail to compile, or this file does not
 * build.
 */
import { expect, test } from "@jest/globals";
import { code, date, integer, period, text } from "./columns.js";
import { areaRule } from "./area.js";
import type { CellsOf, ReferenceTo, RowOf, RowRule } from "./contract.js";
import { deadlineInWorkingDays } from "./deadlines.js";
import { defineFeed } from "./define-feed.js";
import { refuseUnknownEvidence } from "./check-expectations.js";
import type { Expectation } from "./expectation.js";
import { lookups } from "./lookups.js";
import type { PublishedReader } from "../store/read/published-reader.js";

const words = { zh: "示例", en: "Sample" };
const kinds = { name: "TypedKind", title: words, codes: [{ name: "ONE", ...words }] };
const typedColumns = {
  number: text({ ...words, required: true, indexed: true }),
  kind: code(kinds, words),
  day: date({ ...words, required: true, indexed: true }),
  people: integer(words),
};
type TypedCells = CellsOf<typeof typedColumns>;

const shared = { edition: "1", title: words, description: words, lead: "slj", submitters: "lead", legalBases: [{ title: "示例" }], due: { kind: "on-change" }, mode: "append", columns: typedColumns } as const;
const named = { id: "typed.rows", type: "TypedRow", plural: "typedRows", key: ["number"], order: { field: "day", descending: true } } as const;
const rule = <R>(check: RowRule<R>["check"]): RowRule<R> => ({ code: "T-1", severity: "ERROR", text: words, check });

const typed = defineFeed({
  ...shared, ...named,
  derived: { year: { ...words, kind: "text", indexed: true, from: ({ day }) => day.slice(0, 4) } },
  rules: [rule<TypedCells>(({ people, number }) => (people !== null && people > number.length ? [{ field: "people" }] : []))],
});

test("a row has the names and types of its columns: what is required is never empty", () => {
  const row: RowOf<typeof typed> = { number: "1", kind: null, day: "2026-06-03", people: 2, year: "2026" };
  const { day }: { readonly day: string } = row;
  expect(day).toBe("2026-06-03");
  // @ts-expect-error -- an optional cell may be empty
  const people: number = row.people;
  // @ts-expect-error -- no such column
  const none: unknown = row.dya;
  expect([people, none]).toEqual([2, undefined]);
});

test("names that are no columns do not compile, wherever a contract has names", () => {
  // @ts-expect-error -- the key
  expect(() => defineFeed({ ...shared, ...named, key: ["numbr"] })).toThrow("numbr");
  // @ts-expect-error -- the order
  expect(() => defineFeed({ ...shared, ...named, order: { field: "dya", descending: true } })).toThrow("dya");
  // @ts-expect-error -- what is searched
  expect(() => defineFeed({ ...shared, ...named, search: { title: ["nubmer"], text: [] } })).toThrow("nubmer");
  // @ts-expect-error -- when it expires
  expect(() => defineFeed({ ...shared, ...named, expiresAfter: "dya" })).toThrow("expiresAfter");
  // @ts-expect-error -- what adds up
  expect(() => defineFeed({ ...shared, ...named, totals: { field: "number", labels: ["合计"], by: ["day"], measures: ["poeple"] } })).toThrow("poeple");
});

test("rules read and point at columns that there are, of every kind of rule", () => {
  // @ts-expect-error -- a rule that reads what the feed has not
  defineFeed({ ...shared, ...named, rules: [areaRule("town")] });
  // @ts-expect-error -- a rule in its place reads no other names
  defineFeed({ ...shared, ...named, rules: [{ code: "T-2", severity: "ERROR", text: words, check: ({ dya }) => (dya === null ? [] : [{ field: "day" }]) }] });
  // @ts-expect-error -- nor points at others
  defineFeed({ ...shared, ...named, rules: [{ code: "T-2", severity: "ERROR", text: words, check: ({ day }) => (day === "" ? [{ field: "dya" }] : []) }] });
  // @ts-expect-error -- a rule of all rows neither
  defineFeed({ ...shared, ...named, setRules: [{ code: "T-2", severity: "ERROR", text: words, open: () => ({ add: ({ dya }) => { String(dya); }, end: () => [] }) }] });
  // @ts-expect-error -- nor a derived column
  defineFeed({ ...shared, ...named, derived: { year: { ...words, kind: "text", from: ({ dya }) => String(dya) } } });
  expect(typed.rules[0]?.check({ number: "1", people: 2 }, { today: "2026-06-03", fewestShown: 3, department: { code: "slj", uscc: null }, ...lookups(() => null) })).toEqual([{ field: "people" }]);
});

test("records that are looked up or read have the names of their own feed", () => {
  const reference: ReferenceTo<TypedCells> = { feed: typed.id, column: "number" };
  // @ts-expect-error -- a reference by no column
  const wrong: ReferenceTo<TypedCells> = { feed: typed.id, column: "numbr" };
  const { lookup } = lookups(({ column }) => ({ [column]: "1" }));
  expect(lookup(reference, "1")?.number).toBe("1");
  // @ts-expect-error -- no such column
  expect(lookup(wrong, "1")?.numbr).toBe("1");
  // @ts-expect-error -- a record is found by a column of its feed
  const find = ({ byField }: Pick<PublishedReader, "byField">): unknown => byField(typed, "numbr", "1");
  expect(find({ byField: () => Promise.resolve(null) })).toBeInstanceOf(Promise);
});

const deadline = deadlineInWorkingDays("typed-deadline", words, [{ from: "2020-01-01", basis: "示例", isConfirmed: true, values: { days: 0 } }]);
const answers = defineFeed({
  ...shared, id: "typed.answers", type: "TypedAnswer", plural: "typedAnswers",
  columns: { ...typedColumns, row: text({ ...words, indexed: true, maxLength: 64 }), quarter: period("quarter", { ...words, required: true }) },
  key: ["number"], order: { field: "day", descending: true },
});
const answer: Expectation<"number" | "day" | "kind"> = {
  id: "answer", title: words, when: { kind: ["ONE"] }, isExemptible: true,
  due: { kind: "working-days", after: "day", deadline },
  evidence: { feed: "typed.answers", by: "row", names: "number" },
};

test("a feed says which records of another must follow each of its own, and by when", () => {
  const asking = defineFeed({ ...shared, ...named, expects: [answer] });
  expect(asking.provisions).toEqual([deadline]);
  expect(() => refuseUnknownEvidence([asking, answers])).not.toThrow();
  // @ts-expect-error -- the date after which it is due
  expect(() => defineFeed({ ...shared, ...named, expects: [{ ...answer, due: { ...answer.due, after: "dya" } }] })).toThrow("dya");
});

test.each([
  ["two of one id", [answer, answer], "two expectations have one id"],
  ["a due day after what is no date", [{ ...answer, due: { ...answer.due, after: "number" } }], "the field number is no date"],
  ["a condition on a code that there is not", [{ ...answer, when: { kind: ["TWO"] } }], "kind has no code TWO"],
  ["a period where one is enough", [{ ...answer, evidence: { ...answer.evidence, period: "quarter" } }], "evidence has a period"],
] as const)("%s is refused where the contract is made", (_, expects, problem) => {
  expect(() => defineFeed({ ...shared, ...named, expects: [...expects] as readonly (typeof answer)[] })).toThrow(problem);
});

test.each([
  [{ feed: "typed.answer" }, "there is no such feed"],
  [{ by: "rwo" }, "the field rwo reaches no record"],
  [{ by: "kind" }, "the field kind is not indexed"],
  [{ where: { kind: ["TWO"] } }, "kind has no code TWO"],
])("evidence %p stops the hub with a sentence", (wrong, problem) => {
  const asking = defineFeed({ ...shared, ...named, expects: [{ ...answer, evidence: { ...answer.evidence, ...wrong } }] });
  expect(() => refuseUnknownEvidence([asking, answers])).toThrow(problem);
});
