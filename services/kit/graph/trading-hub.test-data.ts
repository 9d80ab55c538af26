/**
 * A small hub for the tests of this folder and of the published reader: tables of the trading feeds, and
 * versions put straight into them.
 */
import { randomUUID } from "node:crypto";
import { UNLIMITED_ANSWER } from "#schema/runtime/meter.js";
import type { Caller } from "#schema/caller.js";
import type { LocalSubgraph, SubgraphResult } from "#schema/subgraph.js";
import { createNetworks, SOURCES, WEBHOOKS } from "../../../gateway/subgraphs/networks.js";
import type { FeedContract, Row } from "../feed/contract.js";
import { storedFields } from "../feed/stored-fields.js";
import { openTestDatabase } from "../../../test/open-test-database.js";
import type { Database } from "../store/open/database.js";
import { tableOf } from "../store/open/tables.js";
import { prepareStore } from "../store/store.test-data.js";
import type { HubParts } from "./resolve/hub-request.js";
import type { Subgraph } from "./serve/define-subgraph.js";
import { createLocalSubgraph } from "./serve/execute-locally.js";
import { decisions, departments } from "./trading.test-data.js";

export interface StoredVersion {
  readonly id: string;
  readonly values: Row;
  readonly openedIn?: number;
  readonly closedIn?: number | null;
  readonly withdrawnIn?: number | null;
  readonly department?: string;
  readonly row?: number;
}

export interface TradingHub {
  readonly database: Database;
  /** Texts of the statements that readers sent since the last `replaceVersions`. */
  readonly statements: string[];
  /** Entries that were logged as errors. */
  readonly logged: object[];
  readonly serve: (subgraph: Subgraph) => LocalSubgraph;
  readonly replaceVersions: (contract: FeedContract, versions: readonly StoredVersion[]) => Promise<void>;
  /** Makes release `number` one of the time given. */
  readonly addRelease: (number: number, releasedAt: string) => Promise<void>;
}

export async function startTradingHub(
  contracts: readonly FeedContract[] = [decisions, departments],
): Promise<TradingHub> {
  const database = await openTestDatabase();
  await prepareStore(database, contracts);
  const statements: string[] = [];
  const logged: object[] = [];
  const parts: HubParts = {
    database,
    contracts: () => contracts,
    catalogue: new Map(),
    history: { definedBy: [], at: () => Promise.resolve(contracts) },
    refresh: () => Promise.resolve(),
    personKey: new Uint8Array(32),
    originalKey: new Uint8Array(32),
    now: () => new Date(),
    publicUrl: null,
    bucket: null,
    mail: null,
    isCopy: () => false,
    webhooks: createNetworks("", WEBHOOKS),
    sources: { file: null, secrets: new Map(), networks: createNetworks("", SOURCES) },
    limits: {
      feedBytes: 1_048_576,
      findings: 100,
      originalDays: 365,
      spoolBytes: 2 ** 20,
      answer: UNLIMITED_ANSWER,
      operationMs: 30_000,
    },
    log: { info: () => undefined, warn: () => undefined, error: (details) => void logged.push(details) },
  };
  return {
    database,
    statements,
    logged,
    serve: (subgraph) =>
      createLocalSubgraph(subgraph, parts, { onStatement: (text) => void statements.push(text) }),
    replaceVersions: async (contract, versions) => {
      await database.pool.query(`TRUNCATE ${tableOf(contract)}`);
      await database.pool.query(
        `INSERT INTO ${tableOf(contract)} SELECT * FROM jsonb_populate_recordset(null::${tableOf(contract)}, $1)`,
        [JSON.stringify(versions.map((version) => toColumns(contract, version)))],
      );
      statements.length = 0;
    },
    addRelease: async (number, releasedAt) => {
      await database.pool.query(
        `INSERT INTO hub.release (number, feed, kind, department, released_at, released_by, approved_by, added, changed, removed, digest, previous_hash, hash)
        VALUES ($1, 'trading.decisions', 'FEED', 'jxj', $2, 'reviewer', 'reviewer', 0, 0, 0, '', '', '')`,
        [number, releasedAt],
      );
    },
  };
}

/** A record id that sorts like its number. */
export function recordId(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

/** Sends a query and gives its data; errors fail the test. */
export async function ask(
  subgraph: LocalSubgraph,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  caller: Caller | null = null,
): Promise<unknown> {
  const result = await subgraph.execute({ query, variables, caller });
  if (result.errors) throw new Error(JSON.stringify(result.errors));
  return result.data;
}

/** The code of the first error. */
export function codeOf({ errors }: SubgraphResult): unknown {
  return errors?.[0]?.extensions?.["code"];
}

function toColumns(
  contract: FeedContract,
  {
    id,
    values,
    openedIn = 1,
    closedIn = null,
    withdrawnIn = null,
    department = "jxj",
    row = 1,
  }: StoredVersion,
): object {
  const fields = storedFields(contract).map(({ field, sqlName }) => [sqlName, values[field] ?? null]);
  return {
    record_id: id,
    opened_in: openedIn,
    closed_in: closedIn,
    withdrawn_in: withdrawnIn,
    department,
    file_row: row,
    content_hash: "\\x00",
    salt: randomUUID(),
    ...Object.fromEntries(fields),
  };
}
