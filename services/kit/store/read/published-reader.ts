/**
 * All that a resolver may read records with: released, unwithdrawn ones, now or as of a past time.
 *
 * One reader serves one request. What a request asks for fifty parents or keys is one statement, and what it
 * asks twice is read once. A key that names nothing, or cannot, gives null.
 */
import DataLoader from "dataloader";
import type { FeedContract, RowOf } from "../../feed/contract.js";
import { attachmentsOf, type Attachment } from "./attachments.js";
import { toComparable, type Comparable, type QueryField } from "./comparable.js";
import { isRecordId } from "./cursor.js";
import {
  groupStatement,
  planGroups,
  toGroup,
  type Group,
  type GroupArguments,
  type WantedAggregates,
} from "./groups.js";
import { namesStatement, namingFeeds, recordsStatement as recordsOfStatement } from "./named-entities.js";
import { planPage, type ListArguments } from "./page.js";
import type { Page, PublishedRecord, RecordOf } from "./published-record.js";
import { inOrderOf, toPage, toRecord } from "./published-rows.js";
import {
  allStatement,
  countStatement,
  keyedStatement,
  pageStatement,
  recordsStatement,
  type AsOf,
  type WantedFields,
} from "./published-sql.js";
import type { Fragment } from "../open/parameters.js";
import { recordVersions, type RecordVersion } from "./record-versions.js";
import { recordProofs, type RecordProof } from "./record-proof.js";
import type { Parents } from "./of-parents.js";
import { keyFieldOf, parentFieldOf } from "./query-fields.js";
import { planSeries, seriesStatement, toSeries, type Series, type SeriesArguments } from "./series.js";
import type { DriverRow, Queryable } from "../open/queryable.js";
import type { Statements } from "../open/statements.js";
import { handedIn, releaseAt, releaseTotals, type HandedIn, type ReleaseTotals } from "./releases.js";
import { compileWhere } from "./where.js";

/** The records whose field has this value: a list that belongs to a parent. */
export interface Parent {
  readonly field: string;
  readonly value: unknown;
}

/** How many records a feed has of something. */
export interface FeedCount {
  readonly contract: FeedContract;
  readonly count: number;
}

export interface ReadOptions {
  readonly asOf?: Date | null | undefined;
  readonly fields?: WantedFields;
}

export interface PublishedReader {
  /** A counted page has its `total`: in one statement, which is as dear as the count is. */
  readonly page: <Contract extends FeedContract>(
    contract: Contract,
    list: ListArguments,
    parent?: Parent | null,
    fields?: WantedFields,
    isCounted?: boolean,
  ) => Promise<Page<RecordOf<Contract>>>;
  /** What proves that a release published a record as it is; null where nothing does. */
  readonly proof: (contract: FeedContract, id: string, release: number) => Promise<RecordProof | null>;
  /** What a file beside a record is; null where the hub does not have it. */
  readonly attachment: (sha256: string) => Promise<Omit<Attachment, "name"> | null>;
  /** The versions of a record that may be shown, the newest first, `most` of them. */
  readonly versions: (contract: FeedContract, id: string, most: number) => Promise<readonly RecordVersion[]>;
  /** Every record that is public now, of a feed that is small, such as a catalogue. */
  readonly all: <Contract extends FeedContract>(
    contract: Contract,
    fields?: WantedFields,
  ) => Promise<readonly RecordOf<Contract>[]>;
  /** How many records the list has on all its pages. */
  readonly count: (
    contract: FeedContract,
    list: Pick<ListArguments, "where" | "asOf">,
    parent?: Parent | null,
  ) => Promise<number>;
  /** Groups of the list's records, with their aggregates. */
  readonly groups: (
    contract: FeedContract,
    list: Pick<ListArguments, "where" | "asOf">,
    given: GroupArguments,
    wanted: WantedAggregates,
    parent?: Parent | null,
  ) => Promise<readonly Group[]>;
  /** A measure of the list's records over time. */
  readonly series: (
    contract: FeedContract,
    list: Pick<ListArguments, "where" | "asOf">,
    wanted: SeriesArguments,
    parent?: Parent | null,
  ) => Promise<readonly Series[]>;
  readonly byRecordId: (
    contract: FeedContract,
    id: unknown,
    options?: ReadOptions,
  ) => Promise<PublishedRecord | null>;
  /**
   * The record with this value of a natural key (an indexed field; of several, the one with the least id).
   */
  readonly byField: <Contract extends FeedContract>(
    contract: Contract,
    field: keyof RowOf<Contract> & string,
    value: unknown,
    options?: ReadOptions,
  ) => Promise<RecordOf<Contract> | null>;
  /**
   * The name by which the records of these feeds call an entity that they link to; null when none speaks of
   * it.
   */
  readonly nameOf: (contracts: readonly FeedContract[], type: string, key: string) => Promise<string | null>;
  /** How many records of each feed speak of the entity, the most first; feeds that do not are absent. */
  readonly recordsOf: (
    contracts: readonly FeedContract[],
    type: string,
    key: string,
  ) => Promise<readonly FeedCount[]>;
  /** The releases of each feed, summed up; feeds without a release are absent. */
  readonly releaseTotals: () => Promise<ReadonlyMap<string, ReleaseTotals>>;
  /** What the department handed in, by feed; feeds of which it never handed in anything are absent. */
  readonly handedInBy: (department: string) => Promise<readonly HandedIn[]>;
}

/**
 * The reader as it works: the records that it gives are those of the contract that it was asked with,
 * whichever it is.
 */
interface AnyReader extends Omit<PublishedReader, "page" | "all" | "byField"> {
  readonly all: (contract: FeedContract, fields?: WantedFields) => Promise<readonly PublishedRecord[]>;
  readonly page: (
    contract: FeedContract,
    list: ListArguments,
    parent?: Parent | null,
    fields?: WantedFields,
    isCounted?: boolean,
  ) => Promise<Page>;
  readonly byField: (
    contract: FeedContract,
    field: string,
    value: unknown,
    options?: ReadOptions,
  ) => Promise<PublishedRecord | null>;
}

export interface PublishedReaderOptions {
  /** `all` gives what was public at this release, with what has been withdrawn since. */
  readonly allAt?: number;
  /** Called before each statement, with its text. */
  readonly onStatement?: (text: string) => void;
}

export function createPublishedReader(
  statements: Statements,
  { allAt, onStatement }: PublishedReaderOptions = {},
): PublishedReader {
  const runBy =
    (through: Queryable) =>
    async (statement: Fragment): Promise<readonly DriverRow[]> => {
      onStatement?.(statement.text);
      return (await through.query<DriverRow>(statement.text, [...statement.values])).rows;
    };
  const [run, runDear] = [runBy(statements), runBy(statements.dear)];
  const releases = new Map<number, Promise<number>>();
  const releaseOf = (time: Date | null | undefined): Promise<AsOf> =>
    remember(releases, time?.getTime(), (key) => {
      onStatement?.("release at a time");
      return releaseAt(statements, new Date(key));
    });
  const loaders = new Map<string, Loader<unknown>>();
  /** The loader for keys that differ in nothing but the key. */
  const loaderFor = <T>(
    kind: string,
    question: readonly unknown[],
    load: (keys: readonly Comparable[]) => Promise<readonly T[]>,
    maxBatchSize = MAX_BATCH,
  ): Loader<T> => {
    const name = `${kind} ${JSON.stringify(question)}`;
    const known = loaders.get(name) ?? new DataLoader<Comparable, unknown>(load, { maxBatchSize });
    loaders.set(name, known);
    // the name says which question it answers, and each kind of question has one type of answer
    return known as Loader<T>;
  };

  const reader: AnyReader = {
    page: async (contract, list, parent = null, fields, isCounted = false) => {
      const plan = planPage(contract, list, parent?.field ?? null);
      const statementFor = async (parents: Parents | null): Promise<Fragment> =>
        pageStatement(contract, fields, plan, await releaseOf(list.asOf), parents, isCounted);
      if (!parent) return toPage(plan, await (isCounted ? runDear : run)(await statementFor(null)));
      const field = parentFieldOf(contract, parent.field);
      const value = toComparable(field.kind, parent.value);
      if (value === null) return { ...toPage(plan, []), total: 0 };
      const question = [contract.id, parent.field, list, namesOf(fields), isCounted];
      return loaderFor(
        "page",
        question,
        async (values) => {
          const through = isCounted || values.length * plan.size > MANY_ROWS ? runDear : run;
          const pages = values.map((): DriverRow[] => []);
          for (const row of await through(await statementFor({ field, values })))
            pages[Number(row["$parent"]) - 1]?.push(row);
          return pages.map((rows) => toPage(plan, rows));
        },
        Math.ceil(MAX_ROWS / plan.size),
      ).load(value);
    },

    all: async (contract, fields) => (await run(allStatement(contract, fields, allAt ?? null))).map(toRecord),

    count: async (contract, list, parent = null) => {
      const where = compileWhere(contract, list.where ?? {});
      if (!parent)
        return Number(
          (await runDear(countStatement(contract, where, await releaseOf(list.asOf), null)))[0]?.["$count"] ??
            0,
        );
      const field = parentFieldOf(contract, parent.field);
      const value = toComparable(field.kind, parent.value);
      if (value === null) return 0;
      return loaderFor("count", [contract.id, parent.field, list.where, list.asOf], async (values) => {
        const rows = await runDear(
          countStatement(contract, where, await releaseOf(list.asOf), { field, values }),
        );
        const counts = new Map(rows.map((row) => [row["$parent"], Number(row["$count"])]));
        return values.map((key) => counts.get(key) ?? 0);
      }).load(value);
    },

    groups: async (contract, list, given, wanted, parent = null) => {
      const where = compileWhere(contract, list.where ?? {});
      const plan = planGroups(contract, given, wanted);
      if (!parent)
        return (await runDear(groupStatement(contract, where, plan, await releaseOf(list.asOf), null))).map(
          (row) => toGroup(plan, row),
        );
      const field = parentFieldOf(contract, parent.field);
      const value = toComparable(field.kind, parent.value);
      if (value === null) return [];
      return loaderFor(
        "groups",
        [contract.id, parent.field, list.where, list.asOf, given, wanted],
        async (values) => {
          const rows = await runDear(
            groupStatement(contract, where, plan, await releaseOf(list.asOf), { field, values }),
          );
          const groups = new Map(values.map((key): [unknown, Group[]] => [key, []]));
          for (const row of rows) groups.get(row["$parent"])?.push(toGroup(plan, row));
          return values.map((key) => groups.get(key) ?? []);
        },
      ).load(value);
    },

    series: async (contract, list, wanted, parent = null) => {
      const plan = planSeries(contract, wanted);
      const where = compileWhere(contract, list.where ?? {});
      if (!parent)
        return toSeries(
          plan,
          await runDear(seriesStatement(contract, where, plan, await releaseOf(list.asOf), null)),
        );
      const field = parentFieldOf(contract, parent.field);
      const value = toComparable(field.kind, parent.value);
      if (value === null) return [];
      return loaderFor(
        "series",
        [contract.id, parent.field, list.where, list.asOf, wanted],
        async (values) => {
          const rows = await runDear(
            seriesStatement(contract, where, plan, await releaseOf(list.asOf), { field, values }),
          );
          const ofParents = new Map(values.map((key): [unknown, DriverRow[]] => [key, []]));
          for (const row of rows) ofParents.get(row["$parent"])?.push(row);
          return values.map((key) => toSeries(plan, ofParents.get(key) ?? []));
        },
      ).load(value);
    },

    byRecordId: async (contract, id, { asOf, fields } = {}) => {
      const key = typeof id === "string" ? id.toLowerCase() : null;
      if (!isRecordId(key)) return null;
      return loaderFor("id", [contract.id, asOf, namesOf(fields)], async (ids) => {
        const rows = await run(recordsStatement(contract, fields, ids.map(String), await releaseOf(asOf)));
        return inOrderOf(ids, rows, "id");
      }).load(key);
    },

    byField: async (contract, name, value, { asOf, fields } = {}) => {
      const field: QueryField = keyFieldOf(contract, name);
      const key = toComparable(field.kind, value);
      if (key === null) return null;
      return loaderFor("field", [contract.id, name, asOf, namesOf(fields)], async (keys) => {
        const rows = await run(keyedStatement(contract, fields, field, keys, await releaseOf(asOf)));
        return inOrderOf(keys, rows, name);
      }).load(key);
    },

    proof: (contract, id, release) =>
      loaderFor("proof", [contract.id, release], (ids) =>
        recordProofs(statements, contract, release, ids.map(String)),
      ).load(id),

    attachment: (sha256) =>
      loaderFor("attachment", [], async (hashes) => {
        const found = await attachmentsOf(statements, hashes.map(String));
        return hashes.map((hash) => found.get(String(hash)) ?? null);
      }).load(sha256),

    versions: (contract, id, most) =>
      loaderFor(
        "versions",
        [contract.id, most],
        (ids) => recordVersions(statements, contract, ids.map(String), most),
        Math.ceil(MAX_ROWS / most),
      ).load(id),

    nameOf: async (contracts, type, key) => {
      const feeds = namingFeeds(contracts, type);
      if (feeds.length === 0 || toComparable("text", key) === null) return null;
      return loaderFor("name", [type], async (keys) => {
        const names = new Map(
          (await run(namesStatement(feeds, keys))).map((row) => [row["$key"], String(row["name"])]),
        );
        return keys.map((wanted) => names.get(wanted) ?? null);
      }).load(key);
    },

    recordsOf: async (contracts, type, key) => {
      const feeds = namingFeeds(contracts, type);
      if (feeds.length === 0 || toComparable("text", key) === null) return [];
      return loaderFor("records of", [type], async (keys) => {
        const found = new Map(keys.map((wanted): [unknown, FeedCount[]] => [wanted, []]));
        for (const row of await runDear(recordsOfStatement(feeds, keys))) {
          const contract = feeds[Number(row["feed"])]?.contract;
          if (contract) found.get(row["$key"])?.push({ contract, count: Number(row["count"]) });
        }
        return keys.map((wanted) =>
          (found.get(wanted) ?? []).toSorted((one, other) => other.count - one.count),
        );
      }).load(key);
    },

    releaseTotals: () => releaseTotals(statements),

    handedInBy: (department) =>
      loaderFor("handed in", [], async (departments) => {
        const found = await handedIn(statements, departments);
        return departments.map((code) => found.get(String(code)) ?? []);
      }).load(department),
  };
  return reader as PublishedReader;
}

type Loader<T> = DataLoader<Comparable, T>;

/** Keys in one statement; a request with more takes several. */
const MAX_BATCH = 1_000;
/** Records in one statement: they are in memory before anybody counts them. */
const MAX_ROWS = 10_000;
/** Pages of so many parents that they may have more than this are as dear as a count. */
const MANY_ROWS = 1_000;

function remember<K, T>(
  known: Map<K, Promise<T>>,
  key: K | undefined,
  load: (key: K) => Promise<T>,
): Promise<T | null> {
  if (key === undefined) return Promise.resolve(null);
  const found = known.get(key) ?? load(key);
  known.set(key, found);
  return found;
}

function namesOf(fields: WantedFields): readonly string[] | null {
  return fields === undefined ? null : [...fields];
}
