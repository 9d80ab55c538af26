/**
 * Recomputes the whole hash chain from what the database holds: each record's content hash from its stored
 * values, each release's digest from the versions that it opened, closed or withdrew, each release's hash
 * from its row, the chain of numbers and hashes, the trail, and the public log.
 *
 * Releases may go on meanwhile: what must fit together is compared in one statement. A chain whose end was
 * cut off together with all its traces is whole in itself: who wants to know that keeps `lastHash` elsewhere.
 */
import { contentHashOf } from "../../check/content.js";
import type { FeedContract } from "../../feed/contract.js";
import type { Queryable } from "../open/queryable.js";
import { CLOSED, digestsOf, OPENED, WITHDRAWN } from "./digest.js";
import { writeHead } from "../read/compare-head.js";
import { readEpoch } from "../read/epoch.js";
import { hashOfRelease } from "./hash-chain.js";
import { GENESIS_HASH, readChain, type Release } from "../read/releases.js";
import { LOG_PROBLEMS, problemsOfLog, TreeCheck, type ClosedVersion } from "./verify-log.js";
import { TRAIL_PROBLEMS, verifyTrail } from "./verify-trail.js";
import { toStoredRow } from "../read/stored-row.js";
import { fieldNames, tableOf } from "../open/tables.js";

export const CHAIN_PROBLEMS = {
  ...TRAIL_PROBLEMS,
  ...LOG_PROBLEMS,
  RELEASE_MISSING: { zh: "发布编号不连续", en: "numbers of releases are missing before it" },
  RELEASE_LINK: { zh: "与上一次发布的哈希不符", en: "it does not follow the hash of the release before" },
  RELEASE_HASH: { zh: "发布记录被改动", en: "the release's own row was changed" },
  RELEASE_DIGEST: {
    zh: "此次发布的记录被增删或改动",
    en: "records that it published were added, removed or changed",
  },
  RELEASE_UNKNOWN: { zh: "有记录指向不存在的发布", en: "records name a release that does not exist" },
  RECORD_CONTENT: { zh: "记录内容与其哈希不符", en: "a record's content does not have its hash" },
  RECORD_DEPARTMENT: {
    zh: "记录的部门与发布的部门不符",
    en: "a record's department is not that of its release",
  },
  FEED_VERSION: {
    zh: "报送事项的版本号不是其最后一次发布",
    en: "the feed's version is not its last release",
  },
  FEED_UNKNOWN: {
    zh: "没有此报送事项的定义，其记录未能校验",
    en: "there is no contract of this feed, so its records could not be verified",
  },
} as const;

export interface ChainProblem {
  readonly code: keyof typeof CHAIN_PROBLEMS;
  readonly release: number;
  readonly feed: string | null;
  readonly recordId: string | null;
  /** Number of the entry of the trail, where it is one's. */
  readonly entry?: number;
}

export interface Verification {
  readonly releases: number;
  /** Entries of the trail. */
  readonly entries: number;
  /** Versions of records. */
  readonly records: number;
  readonly lastHash: string;
  /** The epoch that holds, the number of the last release, and its hash: keep it elsewhere. */
  readonly head: string;
  /** The first thousand. */
  readonly problems: readonly ChainProblem[];
}

const BATCH_ROWS = 5_000;
const PROBLEM_LIMIT = 1_000;

export async function verifyChain(
  client: Queryable,
  contracts: readonly FeedContract[],
): Promise<Verification> {
  const { chain, entries, problems: ofTrail } = await verifyTrail(client, () => readChain(client));
  const problems = [
    ...problemsOfChain(chain),
    ...ofTrail,
    ...problemsOfUnknownFeeds(chain, contracts),
    ...(await problemsOfFeedVersions(client)),
    ...(await problemsOfLog(client, chain)),
  ];
  const { epoch } = await readEpoch(client);
  let records = 0;
  for (const contract of contracts) {
    problems.push(
      ...(await problemsOfDigests(client, contract)),
      ...(await problemsOfDepartments(client, contract)),
    );
    const trees = new TreeCheck(contract);
    for await (const batch of versionsOf(client, contract)) {
      records += batch.length;
      if (problems.length < PROBLEM_LIMIT) problems.push(...problemsOfContents(contract, batch));
      for (const version of batch) trees.add(version);
    }
    problems.push(...trees.problems(chain));
  }
  const lastHash = chain.at(-1)?.hash ?? GENESIS_HASH;
  return {
    releases: chain.length,
    entries,
    records,
    lastHash,
    head: writeHead(epoch, chain.at(-1)?.number ?? 0, lastHash),
    problems: problems.slice(0, PROBLEM_LIMIT),
  };
}

function* problemsOfChain(chain: readonly Release[]): Generator<ChainProblem> {
  let before: Pick<Release, "number" | "hash"> = { number: 0, hash: GENESIS_HASH };
  for (const release of chain) {
    const where = { release: release.number, feed: release.feed, recordId: null };
    if (release.number !== before.number + 1) yield { code: "RELEASE_MISSING", ...where };
    if (release.previousHash !== before.hash) yield { code: "RELEASE_LINK", ...where };
    if (hashOfRelease(release) !== release.hash) yield { code: "RELEASE_HASH", ...where };
    before = release;
  }
}

function problemsOfUnknownFeeds(
  chain: readonly Release[],
  contracts: readonly FeedContract[],
): readonly ChainProblem[] {
  const last = new Map(chain.map(({ feed, number }) => [feed, number]));
  for (const { id } of contracts) last.delete(id);
  return [...last].map(([feed, release]) => ({ code: "FEED_UNKNOWN", release, feed, recordId: null }));
}

async function problemsOfFeedVersions(client: Queryable): Promise<readonly ChainProblem[]> {
  const { rows } = await client.query<{ feed: string; release: number }>(`
    SELECT id AS feed, version AS release FROM hub.feed WHERE version <> coalesce((SELECT max(number) FROM hub.release WHERE feed = id), 0)`);
  return rows.map(({ feed, release }) => ({ code: "FEED_VERSION", release, feed, recordId: null }));
}

async function problemsOfDigests(
  client: Queryable,
  contract: FeedContract,
): Promise<readonly ChainProblem[]> {
  const table = tableOf(contract);
  const { rows } = await client.query<{ release: number; known: boolean }>(
    `
    SELECT coalesce(release, number) AS release, number IS NOT NULL AS known
    FROM (${digestsOf(`SELECT opened_in AS release, ${OPENED} AS entry FROM ${table}
      UNION ALL SELECT closed_in, ${CLOSED} FROM ${table} WHERE closed_in IS NOT NULL
      UNION ALL SELECT withdrawn_in, ${WITHDRAWN} FROM ${table} WHERE withdrawn_in IS NOT NULL`)}) found
    FULL JOIN (SELECT number, encode(digest, 'hex') AS expected FROM hub.release WHERE feed = $1) releases ON number = release
    WHERE digest IS DISTINCT FROM expected ORDER BY 1`,
    [contract.id],
  );
  return rows.map(({ release, known }) => ({
    code: known ? "RELEASE_DIGEST" : "RELEASE_UNKNOWN",
    release,
    feed: contract.id,
    recordId: null,
  }));
}

/** The digests do not cover it: it is the release's for all records that the release opened. */
async function problemsOfDepartments(
  client: Queryable,
  contract: FeedContract,
): Promise<readonly ChainProblem[]> {
  const { rows } = await client.query<{ record_id: string; opened_in: number }>(`
    SELECT v.record_id, v.opened_in FROM ${tableOf(contract)} v JOIN hub.release r ON r.number = v.opened_in WHERE v.department <> r.department LIMIT ${PROBLEM_LIMIT}`);
  return rows.map((row) => ({
    code: "RECORD_DEPARTMENT",
    release: row.opened_in,
    feed: contract.id,
    recordId: row.record_id,
  }));
}

interface Version extends ClosedVersion {
  readonly content_hash: Buffer;
}

async function* versionsOf(client: Queryable, contract: FeedContract): AsyncGenerator<readonly Version[]> {
  let last: Version | undefined;
  do {
    const { rows } = await client.query<Version>(
      `
      SELECT record_id, opened_in, closed_in, withdrawn_in, content_hash, salt, ${fieldNames(contract)} FROM ${tableOf(contract)}
      WHERE $1::uuid IS NULL OR (record_id, opened_in) > ($1, $2) ORDER BY record_id, opened_in LIMIT ${BATCH_ROWS}`,
      [last?.record_id ?? null, last?.opened_in ?? 0],
    );
    yield rows;
    last = rows.length === BATCH_ROWS ? rows.at(-1) : undefined;
  } while (last);
}

function problemsOfContents(contract: FeedContract, versions: readonly Version[]): readonly ChainProblem[] {
  return versions
    .filter(
      (version) => !contentHashOf(contract, toStoredRow(contract, version)).equals(version.content_hash),
    )
    .map((version) => ({
      code: "RECORD_CONTENT",
      release: version.opened_in,
      feed: contract.id,
      recordId: version.record_id,
    }));
}
