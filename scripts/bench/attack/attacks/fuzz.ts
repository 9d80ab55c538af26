/** Requests and files that are almost right: the same ones for the same seed. */
import { textRow, workbookFile } from "../../../../services/kit/read/xlsx/workbook.test-data.js";
import { createRandom, type Random } from "../../../../services/kit/sample/random.js";
import type { Target } from "../target.js";

const QUERIES = [
  'query A($n: Int = 5) { penalties(first: $n, where: { fineAmount: { gte: "0.1" } }, orderBy: [DECISION_DATE_DESC]) { nodes { id partyName party { name } } pageInfo { endCursor } } }',
  '{ party(id: "91110118YL00000041") { id: name penalties(first: 1) { totalCount } } }',
  '{ search(text: "密云", first: 3) { totalCount nodes { __typename title ... on Penalty { decisionNumber } } facets { count } } }',
  "fragment F on Area { code name parent { code } } query ($c: Boolean!) { areas(first: 2) { nodes { ...F children(first: 2) @include(if: $c) { totalCount } } } }",
  "{ feeds { nodes { id title columns { name } } } releases(first: 2) { nodes { number } } }",
  "subscription { penaltyPublished { cursor } }",
  'mutation { saveStandingQuery(input: { feeds: ["enforcement.penalties"] }) { id } }',
];
const PIECES = [
  "{",
  "}",
  "(",
  ")",
  "[",
  "]",
  "$",
  "@",
  "...",
  '"',
  '"""',
  ":",
  "!",
  "\u0000",
  "\ud800",
  "‮",
  "𝕏",
  "__proto__",
  "__typename",
  "null",
  "-0",
  "1e400",
  "9007199254740993",
  "@defer",
  "@skip(if: true)",
  "on",
  "first: 100",
  "密",
  "\\u{110000}",
  "\\",
  "#",
  "\r",
  "\ufeff",
  "penalties",
  "_entities",
  "{{7*7}}",
  "%00",
];
const HEADERS: readonly (readonly [string, string])[] = [
  ["accept", "text/event-stream"],
  ["accept", "multipart/mixed;deferSpec=20220824"],
  ["accept", ";;q=,"],
  ["authorization", "Bearer a.b.c"],
  ["authorization", "Bearer"],
  ["if-none-match", '"x", W/"'],
  ["accept-language", "zz;q=9"],
  ["content-type", "application/json;charset=utf-8;charset=gbk"],
  ["content-type", "multipart/form-data; boundary=x"],
  ["apollographql-client-name", "x".repeat(300)],
  ["traceparent", "00-zz-1-1"],
  ["x-forwarded-for", "::ffff:1, evil"],
  ["origin", "null"],
  ["content-encoding", "identity"],
];
/** Milliseconds after which the client goes away: a stream of events has no end. */
const PATIENCE = 2_000;
const PATHS = ["/graphql", "/graphql/public", "/graphql/mobile", "/graphql/%70ublic", "/graphql?"];

/** Resolves with how it ended, see `Attack.ends`. */
export function sendFuzzed(target: Target, seed: number): Promise<string> {
  const random = createRandom(`request ${seed}`);
  const query = mutate(random, random.pick(QUERIES));
  const body = {
    query,
    ...(random.chance(0.4)
      ? { variables: random.pick([null, {}, [], { n: -1, c: "x" }, { n: 3, c: true }, 7]) }
      : {}),
    ...(random.chance(0.2) ? { operationName: random.pick(["A", "", null, 3]) } : {}),
    ...(random.chance(0.2)
      ? { extensions: random.pick([null, {}, { persistedQuery: { version: 2 } }, []]) }
      : {}),
  };
  const text = random.chance(0.2) ? mutate(random, JSON.stringify(body)) : JSON.stringify(body);
  const headers = Object.fromEntries([
    ["content-type", "application/json"],
    ...Array.from({ length: random.int(0, 2) }, () => random.pick(HEADERS)),
  ]);
  if (random.chance(0.1))
    return target.send({
      method: random.pick(["GET", "HEAD", "DELETE"]),
      path: `/graphql?query=${encodeURIComponent(query.toWellFormed())}&variables=${random.pick(["{", "{}", "[]"])}`,
      headers,
      givenUpMs: PATIENCE,
    });
  return target.send({ path: random.pick(PATHS), headers, body: text, givenUpMs: PATIENCE });
}

/** A file for the feed of penalties, of its columns, handed in by the target's clerk. */
export function handInFuzzed(target: Target, seed: number, csv: string): Promise<string> {
  const random = createRandom(`file ${seed}`);
  const rows = csv
    .split("\r\n")
    .filter(Boolean)
    .map((row, at) =>
      row.split(",").map((cell) => (at > 0 && random.chance(0.05) ? mutate(random, cell) : cell)),
    );
  const text = rows.map((cells) => cells.join(",")).join("\r\n");
  const base = random.pick<() => Buffer>([
    () => Buffer.from(text),
    () => Buffer.from(text, "utf16le"),
    () =>
      workbookFile({
        sheets: [{ rows: rows.map((row) => textRow(...row.map(escapeXml))).join("") }],
      }),
    () => Buffer.from(JSON.stringify(rows.map((row) => ({ ...row })))),
  ])();
  const bytes = Buffer.from(base);
  // Digits are digits again in half of the files, so that these are read to their end.
  const byte = random.chance(0.5) ? () => random.int(48, 57) : () => random.int(0, 255);
  for (let times = random.int(0, 20); times > 0; times -= 1) {
    const at = random.int(0, bytes.length - 1);
    if (random.chance(0.1) || ((bytes[at] ?? 0) & 0x80) === 0) bytes[at] = byte();
  }
  const [from, to] = [random.int(0, bytes.length), random.int(0, bytes.length)];
  const cut = random.chance(0.3) ? Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]) : bytes;
  return target.send({
    path: "/intake/enforcement.penalties",
    headers: { authorization: `Bearer ${target.clerk}`, "content-type": "application/octet-stream" },
    body: cut,
  });
}

function mutate(random: Random, text: string): string {
  let mutated = text;
  for (let times = random.int(0, 4); times > 0; times -= 1) {
    const [from, length] = [random.int(0, mutated.length), random.int(0, 12)];
    const between = random.pick([
      () => random.pick(PIECES),
      () => random.pick(PIECES).repeat(random.int(1, 200)),
      () => mutated.slice(random.int(0, mutated.length)).slice(0, 40),
      () => "",
    ])();
    mutated = mutated.slice(0, from) + between + mutated.slice(from + length);
  }
  return mutated;
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
