/**
 * Recomputes the whole hash chain from what the database holds: each record's content hash from its stored values, each release's digest
 * from the versions that it opened, closed or withdrew, each release's hash from its row, and the chain of numbers and hashes.
 */
import type pg from "pg";
import { contentHashOf } from "../check/content.js";
import { storedFields, type FeedContract, type Row, type Value } from "../feed/contract.js";
import type { Database } from "./database.js";
import { toValue } from "./difference.js";
import { GENESIS_HASH, hashOfRelease, readChain, type Release } from "./releases.js";
import { fieldNames, tableOf } from "./tables.js";

export interface ChainProblem {
  readonly code: "RELEASE_MISSING" | "RELEASE_HASH" | "RELEASE_LINK" | "RELEASE_DIGEST" | "RECORD_CONTENT" | "RELEASE_UNKNOWN";
  readonly release: number;
  readonly feed: string | null;
  readonly recordId: string | null;
}

export interface Verification { readonly releases: number; readonly records: number; readonly lastHash: string; readonly problems: readonly ChainProblem[] }

const BATCH_ROWS = 5_000;

export async function verifyChain(database: Database, contracts: readonly FeedContract[]): Promise<Verification> {
  const chain = await readChain(database.pool);
  const problems = [...problemsOfChain(chain)];
  let records = 0;
  for (const contract of contracts) {
    problems.push(...await problemsOfDigests(database.pool, contract, chain));
    for await (const batch of versions(database.pool, contract)) {
      records += batch.length;
      for (const version of batch) {
        if (!contentHashOf(contract, version.values).equals(version.contentHash)) problems.push({ code: "RECORD_CONTENT", release: version.openedIn, feed: contract.id, recordId: version.recordId });
      }
    }
  }
  return { releases: chain.length, records, lastHash: chain.at(-1)?.hash ?? GENESIS_HASH, problems };
}

function* problemsOfChain(chain: readonly Release[]): Generator<ChainProblem> {
  let previous = GENESIS_HASH;
  for (const [index, release] of chain.entries()) {
    const where = { release: release.number, feed: release.feed, recordId: null };
    if (release.number !== index + 1) yield { code: "RELEASE_MISSING", ...where };
    if (release.previousHash !== previous) yield { code: "RELEASE_LINK", ...where };
    if (hashOfRelease(release) !== release.hash) yield { code: "RELEASE_HASH", ...where };
    previous = release.hash;
  }
}

/** One pass over the table: the digest of every release that touched it. */
async function problemsOfDigests(client: pg.Pool, contract: FeedContract, chain: readonly Release[]): Promise<readonly ChainProblem[]> {
  const table = tableOf(contract);
  const entry = (letter: string): string => `'${letter}'::bytea || uuid_send(record_id) || content_hash`;
  const { rows } = await client.query<{ release: number; digest: string }>(`
    SELECT release, encode(sha256(string_agg(part, ''::bytea ORDER BY bucket)), 'hex') AS digest FROM (
      SELECT release, get_byte(entry, 1) AS bucket, sha256(string_agg(entry, ''::bytea ORDER BY entry)) AS part FROM (
        SELECT opened_in AS release, ${entry("O")} AS entry FROM ${table}
        UNION ALL SELECT closed_in, ${entry("C")} FROM ${table} WHERE closed_in IS NOT NULL
        UNION ALL SELECT withdrawn_in, ${entry("W")} FROM ${table} WHERE withdrawn_in IS NOT NULL) entries
      GROUP BY 1, 2) parts
    GROUP BY 1`);
  const found = new Map(rows.map(({ release, digest }) => [release, digest]));
  const problems: ChainProblem[] = [];
  for (const release of chain) {
    if (release.feed !== contract.id) continue;
    if (found.get(release.number) !== release.digest) problems.push({ code: "RELEASE_DIGEST", release: release.number, feed: contract.id, recordId: null });
    found.delete(release.number);
  }
  for (const number of found.keys()) problems.push({ code: "RELEASE_UNKNOWN", release: number, feed: contract.id, recordId: null });
  return problems;
}

interface Version { readonly recordId: string; readonly openedIn: number; readonly contentHash: Buffer; readonly values: Row }

async function* versions(client: pg.Pool, contract: FeedContract): AsyncGenerator<readonly Version[]> {
  const fields = storedFields(contract);
  let last: Version | undefined;
  do {
    const { rows } = await client.query<Record<string, unknown> & { record_id: string; opened_in: number; content_hash: Buffer }>(
      `SELECT record_id, opened_in, content_hash, ${fieldNames(contract)} FROM ${tableOf(contract)}
       WHERE $1::uuid IS NULL OR (record_id, opened_in) > ($1, $2) ORDER BY record_id, opened_in LIMIT ${BATCH_ROWS}`, [last?.recordId ?? null, last?.openedIn ?? 0]);
    const batch = rows.map((row): Version => ({
      recordId: row.record_id, openedIn: row.opened_in, contentHash: row.content_hash,
      values: Object.fromEntries(fields.map(({ field, sqlName }): [string, Value] => [field, toValue(row[sqlName])])),
    }));
    yield batch;
    last = batch.length === BATCH_ROWS ? batch.at(-1) : undefined;
  } while (last);
}
