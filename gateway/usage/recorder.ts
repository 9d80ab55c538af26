/**
 * Records the operations that clients send, and how calls of subgraphs end. A request costs a few look-ups in
 * memory; counts are stored every two seconds and at shutdown. A process that crashes loses the counts since
 * the last flush; counts that cannot be stored are kept and retried.
 */
import type { GraphQLSchema } from "graphql";
import { describeError } from "#schema/runtime/describe-error.js";
import type { Caller } from "#schema/caller.js";
import type { ReadOperation } from "../engine/prepare/read-operation.js";
import type { Log } from "../log.js";
import type { PlanningBudget } from "../engine/planning-budget.js";
import type { RegistryDatabase } from "../database.js";
import { createOutage } from "#schema/runtime/outage.js";
import { repeat } from "#schema/runtime/repeat.js";
import { threadTime } from "#schema/runtime/thread-time.js";
import { createCallLedger, type CallLedger } from "./call-ledger.js";
import { deleteOldCalls, readCalls, storeCalls, type Calls } from "./call-store.js";
import { createDatasetLedger, type DatasetLedger } from "./dataset-ledger.js";
import { storeDatasetUses } from "./dataset-store.js";
import { describeOperation, type DescribedOperation } from "./describe-operation.js";
import { developersOf } from "./developers-of.js";
import { createLedger, type Ledger } from "./ledger.js";
import { deleteOldUses, storeUses } from "./store.js";
import { createCompileVariables, type VariableWalk } from "./variable-coordinates.js";

export interface RecordedRequest {
  /** The schema of the graph that answers. */
  readonly schema: GraphQLSchema;
  readonly prepared: ReadOperation;
  /** The raw values; their coercion raised no error. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** `clientNameOf` its headers. */
  readonly client: string;
  readonly caller: Caller | null;
  /** Called with the milliseconds that describing a new operation took. */
  readonly spend: PlanningBudget["spend"];
}

export interface Recorder {
  /** Called for a valid operation that will be run. */
  readonly record: (request: RecordedRequest) => void;
  /** Called for a use of datasets that there are. */
  readonly recordDatasets: DatasetLedger["count"];
  /** Called for each call of a subgraph that ended. */
  readonly recordCall: CallLedger["count"];
  /** Calls of a subgraph by all gateways. */
  readonly callsOf: (subgraph: string) => Promise<Calls>;
  /** Stores the counts; resolves to true on success. */
  readonly flush: () => Promise<boolean>;
  readonly close: () => Promise<void>;
}

export interface RecorderOptions {
  readonly database: RegistryDatabase;
  readonly log: Log;
  readonly now?: () => Date;
}

const FLUSH_EVERY_MS = 2_000;
const NOTHING: readonly string[] = [];

interface Known {
  readonly operation: DescribedOperation;
  readonly walk: VariableWalk | null;
  /** The coordinates of the text, which must not be counted twice. */
  readonly own: ReadonlySet<string>;
}

export function openRecorder({ database, log, now = () => new Date() }: RecorderOptions): Recorder {
  const compileVariables = createCompileVariables();
  const known = new WeakMap<ReadOperation, Known>();
  const today = (): string => now().toISOString().slice(0, 10);
  let ledger = createLedger(today());
  const datasets = createDatasetLedger(now);
  const calls = createCallLedger(now);
  /** The previous day's ledger, until it is stored. */
  let before: Ledger | null = null;
  let isTidy = false;
  let flushing: Promise<boolean> | null = null;
  const outage = createOutage({
    onFault: (error) =>
      log({
        level: "warn",
        ...describeError(error),
        message: "What clients use could not be stored and is kept for the next try",
      }),
    onBack: (tries) => log({ level: "info", tries, message: "What clients use is stored again" }),
  });

  const know = ({ schema, prepared, spend }: RecordedRequest): Known => {
    const started = threadTime();
    const operation = describeOperation(schema, prepared);
    const walk = compileVariables(schema, prepared.operation);
    const made = { operation, walk, own: new Set(walk ? operation.coordinates : NOTHING) };
    known.set(prepared, made);
    spend(threadTime() - started);
    return made;
  };
  const storeOne = async (from: Ledger): Promise<void> => {
    const batch = from.take();
    if (!batch) return;
    await storeUses(database, batch);
    batch.settle();
  };
  const store = async (): Promise<boolean> => {
    try {
      if (ledger.day !== today() && !before) {
        [before, ledger] = [ledger, createLedger(today())];
        isTidy = false;
      }
      if (before) await storeOne(before);
      before = null;
      await storeOne(ledger);
      const used = datasets.take();
      if (used) {
        await storeDatasetUses(database, used.rows);
        used.settle();
      }
      const called = calls.take();
      if (called) {
        await storeCalls(database, called.rows);
        called.settle();
      }
      if (!isTidy) {
        await deleteOldUses(database, today());
        await deleteOldCalls(database.pool, today());
      }
      isTidy = true;
      outage.succeeded();
      return true;
    } catch (error) {
      outage.failed(error);
      return false;
    }
  };
  const flush = (): Promise<boolean> =>
    (flushing ??= store().finally(() => {
      flushing = null;
    }));
  /** Waits for a running flush first, because that one lacks the latest counts. */
  const flushAll = async (): Promise<boolean> => {
    await flushing;
    return flush();
  };
  const flushes = repeat({ everyMs: FLUSH_EVERY_MS, work: flush, onFault: () => undefined });

  return {
    record: (request) => {
      const { operation, walk, own } = known.get(request.prepared) ?? know(request);
      const inputs = walk
        ? [...walk(request.variables)].filter((coordinate) => !own.has(coordinate))
        : NOTHING;
      ledger.count({ operation, client: request.client, developers: developersOf(request.caller), inputs });
    },
    recordDatasets: datasets.count,
    recordCall: calls.count,
    callsOf: (subgraph) => readCalls(database, subgraph, today()),
    flush: flushAll,
    close: async () => {
      await flushes.stop();
      await flushAll();
    },
  };
}
