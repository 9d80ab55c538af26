/**
 * Policy documents of 5 KB of text: how fast they are indexed, a search with excerpts against the bare SQL
 * over the same index, and the page of one document against hand-written SQL, turn by turn.
 *
 *   node dist/scripts/bench/documents.js [documents = 200000]
 */
import pg from "pg";
import { gramsOf } from "../../services/kit/words/grams.js";
import { addDays } from "../../services/kit/values/calendar.js";
import type { SampleGenerator } from "../../services/kit/sample/sample.js";
import { documents } from "../../services/policy/feeds/documents.js";
import { discoverContracts } from "../../services/kit/graph/serve/discover.js";
import { openDatabase } from "../../services/kit/store/open/database.js";
import { makeKeys } from "../start/keys/keys.js";
import { openHub } from "../start/hub.js";
import { createLog } from "../start/log.js";
import { publishSamples } from "../start/publish-samples.js";
import { readSettings } from "../start/settings.js";
import { ask } from "./ask.js";
import { benchDatabase } from "./bench-database.js";
import { loadSamples } from "./load-samples.js";
import { untilIndexed } from "./until-indexed.js";

const DOCUMENTS = Number(process.argv[2] ?? "200000");
const ROUNDS = 200;
const WARM_UP = 30;
/** Bytes of a text, three to a character. */
const TEXT_BYTES = 5_000;

/**
 * Characters of common papers, of which words are made by chance: some are in a few documents, some in most.
 */
const CHARACTERS = [
  ..."政策文件企业申请补贴办理条件标准材料时限窗口受理审核公示监督管理服务保障养老教育医疗住房就业创业农业水利交通环境安全应急财政金融税收科技人才文化旅游体育民政救助残疾妇女儿童社区乡镇街道规划建设土地资源能源节约排放治理改革开放市场商务质量信用执法许可处罚检查投诉举报咨询解读问答公开发布信息平台数据共享协同",
];

const server = await benchDatabase();
const database = await openDatabase({ url: server.url, directory: ":memory:" });
const contracts = await discoverContracts();
let loadedAt = 0;
const hub = await openHub({
  // Stored answers are off: only answers that are made are measured.
  settings: readSettings({ PORT: "0", RATE_LIMITS: "off", ANSWER_STORE_MIB: "0" }),
  keys: await makeKeys(),
  log: createLog(),
  database,
  beforeReady: async ({ parts }) => {
    await publishSamples(parts, () => undefined);
    const started = performance.now();
    await loadSamples(database, contracts, documents, {
      rows: DOCUMENTS,
      department: "czj",
      sample: documentOf,
    });
    loadedAt = performance.now();
    print("checked, staged and released", loadedAt - started);
  },
});
const client = new pg.Client({ connectionString: server.url });
await client.connect();
await untilIndexed(client);
print("indexed", performance.now() - loadedAt);
await client.query("VACUUM ANALYZE policy.documents");

const {
  rows: [sizes],
} = await client.query<{ text: string; index: string }>(
  "SELECT avg(octet_length(body))::int AS text, pg_size_pretty(pg_total_relation_size('search.entry')) AS index FROM policy.documents WHERE department = 'czj'",
);
process.stdout.write(`  text of a document ${sizes?.text} bytes, index ${sizes?.index}\n`);

const words = await wordsOfTexts();
await compare(
  "A page of 20 hits with excerpts, and their number",
  (round) => {
    const text = words[round % words.length] ?? "";
    return JSON.stringify({
      query:
        "query ($text: String!) { search(text: $text, types: [POLICY_DOCUMENT], first: 20) { totalCount nodes { id title excerpt day } } }",
      variables: { text },
    });
  },
  async (round) => {
    const text = words[round % words.length] ?? "";
    await client.query(
      `WITH hit AS MATERIALIZED (SELECT key, title, day, body FROM search.entry e WHERE type = 'PolicyDocument' AND grams @> $1::int[] AND position($2 IN lower(body)) > 0 ORDER BY day DESC, id DESC LIMIT 1000)
      SELECT (SELECT count(*) FROM hit), (SELECT json_agg(p) FROM (SELECT key, title, day, substr(body, greatest(1, position($2 IN body) - 20), 60) FROM hit LIMIT 20) p)`,
      [gramsOf(text), text],
    );
  },
);

const { rows: keys } = await client.query<{ key: string }>(
  "SELECT document_key AS key FROM policy.documents WHERE closed_in IS NULL AND department = 'czj' ORDER BY record_id LIMIT 500",
);
await compare(
  "The page of a document: all it says, in blocks, and what became of it and explains it",
  (round) =>
    JSON.stringify({
      query:
        "query ($key: String!) { policyDocument(documentKey: $key) { title documentNumber issuer publishedOn validity bodyBlocks { kind level marker spans { text address } rows } amendedBy { nodes { title } } repealedBy { nodes { title } } interpretations { nodes { title form } } answers { nodes { question } } } }",
      variables: { key: keys[round % keys.length]?.key },
    }),
  async (round) => {
    const key = keys[round % keys.length]?.key;
    const of = (table: string, fields: string, where: string): Promise<unknown> =>
      client.query(`SELECT ${fields} FROM policy.${table} WHERE closed_in IS NULL AND ${where} LIMIT 21`, [
        key,
      ]);
    await of(
      "documents",
      "title, document_number, issuer, published_on, validity, body",
      "document_key = $1",
    );
    await of("documents", "title, published_on", "amended_keys @> ARRAY[$1::text]");
    await of("documents", "title, published_on", "repealed_keys @> ARRAY[$1::text]");
    await of("interpretations", "title, form, published_on", "document_key = $1");
    await of("answers", "question, answered_on", "document_key = $1");
  },
);

await client.end();
await hub.close();
server.stop();

function documentOf(
  ...[random, index, { today, department }]: Parameters<SampleGenerator>
): ReturnType<SampleGenerator> {
  const made = addDays(today, -10 - (index % 3_000));
  const character = (): string => {
    // Of two, the one that comes first: some characters are far more frequent.
    const at = Math.min(random.int(0, CHARACTERS.length - 1), random.int(0, CHARACTERS.length - 1));
    return CHARACTERS[at] ?? "政";
  };
  const lines: string[] = [];
  for (let bytes = 0; bytes < TEXT_BYTES;) {
    const line = `第${lines.length + 1}条 ${Array.from({ length: random.int(40, 90) }, character).join("")}。`;
    lines.push(line);
    bytes += Buffer.byteLength(line) + 1;
  }
  return {
    indexNumber: `SL-BENCH/ZK-${index}`,
    title: `${department.name}关于印发《示例办法（${index}）》的通知`,
    issuer: department.name,
    jointIssuers: "",
    documentNumber: `密财示例${"甲乙丙丁"[Math.floor(index / 100_000)] ?? "戊"}发〔${made.slice(0, 4)}〕${(index % 100_000) + 1}号`,
    madeOn: made,
    publishedOn: addDays(made, 2),
    effectiveOn: addDays(made, 3),
    endsOn: "",
    themes: "财政、金融、审计/财政",
    genre: "通知",
    validity: "现行有效",
    isNormative: "是",
    openness: "主动公开",
    keywords: "示例",
    summary: "示例文件",
    audiences: "企业",
    drafter: "",
    body: lines.join("\n"),
    carriers: "网站",
    amendedNumbers: "",
    repealedNumbers: "",
    basisNumbers: "",
    decisionKey: "",
  };
}

/** Four characters out of each of some texts: a word that at least one document has. */
async function wordsOfTexts(): Promise<readonly string[]> {
  const { rows } = await client.query<{ word: string }>(
    "SELECT substr(body, 100, 4) AS word FROM policy.documents WHERE department = 'czj' AND substr(body, 100, 4) !~ '[^一-龥]' ORDER BY record_id LIMIT 200",
  );
  return rows.map(({ word }) => word);
}

async function compare(
  title: string,
  bodyOf: (round: number) => string,
  bare: (round: number) => Promise<void>,
): Promise<void> {
  const [graph, sql]: readonly [number[], number[]] = [[], []];
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    const at = round + WARM_UP;
    let started = performance.now();
    const answer = await ask(`${hub.url}/graphql`, bodyOf(at));
    if (answer.includes('"errors"')) throw new Error(answer.slice(0, 500));
    if (round >= 0) graph.push(performance.now() - started);
    started = performance.now();
    await bare(at);
    if (round >= 0) sql.push(performance.now() - started);
  }
  const of = (times: readonly number[], share: number): number =>
    times.toSorted((one, other) => one - other)[
      Math.min(times.length - 1, Math.floor(times.length * share))
    ] ?? 0;
  process.stdout.write(`\n${title}\n`);
  for (const [name, share] of [
    ["p50", 0.5],
    ["p99", 0.99],
  ] as const) {
    const [made, floor] = [of(graph, share), of(sql, share)];
    process.stdout.write(
      `  ${name}  over HTTP ${made.toFixed(2)} ms, bare SQL ${floor.toFixed(2)} ms: x${(made / floor).toFixed(2)}\n`,
    );
  }
}

function print(what: string, ms: number): void {
  process.stdout.write(
    `  ${DOCUMENTS} documents ${what} in ${(ms / 1_000).toFixed(1)} s: ${Math.round(DOCUMENTS / (ms / 1_000))} a second\n`,
  );
}
