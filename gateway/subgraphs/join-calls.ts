/**
 * Batches concurrent calls of one subgraph with the same operation and the same rights: one request has the
 * representations of all of them, without duplicates, and each call gets its own entities. Only calls that
 * are not sent yet are batched, so that no answer is older than its request.
 */
import { joinLifetimes, startLifetime } from "#schema/runtime/lifetime.js";
import { AT_ONCE, createMeter, type AnswerLimits, type Meter } from "#schema/runtime/meter.js";
import type { SubgraphError, SubgraphResult } from "#schema/subgraph.js";
import type { SubgraphOperation } from "../engine/plan/query-plan.js";
import type { Call, SubgraphClient } from "./client-options.js";
import { copy, isObject, type Json, type JsonObject } from "../engine/json.js";
import type { Representations, Variables } from "../engine/run/run.js";
import { isTooLarge } from "../engine/run/to-subgraph-error.js";

interface Waiting {
  readonly representations: Representations;
  readonly call: Call;
  readonly resolve: (result: SubgraphResult | Promise<SubgraphResult>) => void;
}

interface Batch {
  readonly operation: SubgraphOperation;
  readonly variables: Variables;
  readonly waiting: Waiting[];
  entities: number;
}

/** A batch with more entities is sent at once. */
const ENTITIES = 1_000;

export function joinCalls(client: SubgraphClient): SubgraphClient {
  const batches = new Map<string, Batch>();
  const send = (key: string, batch: Batch): void => {
    if (batches.get(key) !== batch) return;
    batches.delete(key);
    sendBatch(client, batch);
  };
  return {
    ...client,
    ask: (operation, variables, representations, call) => {
      if (operation.isMutation) return client.ask(operation, variables, representations, call);
      const key = `${JSON.stringify([call.caller, variables])}${operation.text}`;
      const batch = batches.get(key) ?? { operation, variables, waiting: [], entities: 0 };
      if (batch.waiting.length === 0) {
        batches.set(key, batch);
        setImmediate(send, key, batch);
      }
      const { promise, resolve } = Promise.withResolvers<SubgraphResult>();
      batch.waiting.push({ representations, call, resolve });
      for (const { texts } of representations) batch.entities += texts.length;
      if (batch.entities > ENTITIES) send(key, batch);
      return promise;
    },
  };
}

function sendBatch(client: SubgraphClient, { operation, variables, waiting }: Batch): void {
  const [first, ...others] = waiting;
  if (!first) return;
  if (others.length === 0) {
    first.resolve(client.ask(operation, variables, first.representations, first.call));
    return;
  }
  const joined = first.representations.map((list, at) =>
    joinLists(
      list,
      waiting.map(({ representations }) => representations[at]?.texts ?? []),
    ),
  );
  const { lifetime, meter } = joinBudgets(waiting.map(({ call }) => call));
  const answer = client.ask(operation, variables, joined, { caller: first.call.caller, lifetime, meter });
  const parts = answer.then((result) => shareOut(result, joined, waiting, meter));
  waiting.forEach(({ representations, call, resolve }, at) =>
    resolve(
      parts
        .then((take) => take(at))
        .catch((error: unknown) => {
          if (!isTooLarge(error) || call.meter.refusal()) throw error;
          // This call alone may be within its limit.
          return client.ask(operation, variables, representations, call);
        }),
    ),
  );
}

/** Joins budgets: the longest lifetime, and the sum of the limits. */
function joinBudgets(calls: readonly Call[]): Pick<Call, "lifetime" | "meter"> {
  const joined = joinLifetimes(calls.map(({ lifetime }) => lifetime));
  const lifetime = startLifetime(joined.left());
  joined.onEnd(lifetime.end);
  const sum = (of: (limits: AnswerLimits) => number): number =>
    calls.reduce((all, { meter }) => all + of(meter.limits), 0);
  return {
    lifetime,
    meter: createMeter(
      { objects: sum(({ objects }) => objects), bytes: sum(({ bytes }) => bytes) },
      calls[0]?.meter.client ?? "",
      lifetime,
    ),
  };
}

/** Splits the answer; large parts are copied one by one, each when it is its call's turn. */
function shareOut(
  result: SubgraphResult,
  lists: readonly JoinedList[],
  waiting: readonly Waiting[],
  joined: Meter,
): (call: number) => SubgraphResult | Promise<SubgraphResult> {
  const all = lists.reduce((sum, { texts }) => sum + texts.length, 0);
  const { objects, bytes } = joined.taken();
  const work = Math.max(objects, bytes / BYTES_OF_A_FIELD);
  const isLarge = work * waiting.length > AT_ONCE;
  const take = partsOf(result, lists, isLarge);
  const parts = isLarge ? null : waiting.map((_, at) => take(at));
  return (at) => {
    const meter = waiting[at]?.call.meter ?? joined;
    const share = all === 0 ? 1 : lists.reduce((sum, { places }) => sum + (places[at]?.length ?? 0), 0) / all;
    meter.count(Math.floor(objects * share), bytes * share);
    return parts?.[at] ?? meter.turn(Math.ceil(work * share)).then(() => take(at));
  };
}

const BYTES_OF_A_FIELD = 20;

interface JoinedList {
  readonly field: string;
  readonly variable: string;
  readonly texts: readonly string[];
  /** For each call, the indexes of its entities in the joined list. */
  readonly places: readonly (readonly number[])[];
}

function joinLists(
  { field, variable }: Representations[number],
  lists: readonly (readonly string[])[],
): JoinedList {
  const all = new Map<string, number>();
  const placeOf = (text: string): number => {
    const known = all.get(text) ?? all.size;
    all.set(text, known);
    return known;
  };
  const places = lists.map((texts) => texts.map(placeOf));
  return { field, variable, texts: [...all.keys()], places };
}

/**
 * Splits the joined answer into the answers of the single calls. Their objects are not shared, because each
 * answer is modified by merging. `later`: parts are taken one by one, after others may already have been
 * modified.
 */
function partsOf(
  { data, errors }: SubgraphResult,
  lists: readonly JoinedList[],
  later: boolean,
): (call: number) => SubgraphResult {
  const errorsOf = errors ? errorsFor(errors, lists) : () => undefined;
  if (!isObject(data)) return (at) => ({ data: null, errors: errorsOf(at) });
  if (lists.length === 0)
    return (at) => ({ data: at === 0 && !later ? data : copy(data), errors: errorsOf(at) });
  const takes = lists.map(({ field, texts, places }) => ({
    field,
    places,
    take: takeFrom(data[field], texts.length, later),
  }));
  return (at) => {
    const own: JsonObject = {};
    for (const { field, places, take } of takes) own[field] = take && (places[at] ?? []).map(take);
    return { data: own, errors: errorsOf(at) };
  };
}

/** Null if the number of entities differs from the request's: then they cannot be assigned to the calls. */
function takeFrom(found: Json, count: number, later: boolean): ((place: number) => Json) | null {
  if (!Array.isArray(found) || found.length !== count) return null;
  const taken = new Set<number>();
  return (place) => {
    if (later || taken.has(place)) return copy(found[place]);
    taken.add(place);
    return found[place];
  };
}

/** Assigns an error at an entity to the calls that requested it, and any other error to all calls. */
function errorsFor(
  errors: readonly SubgraphError[],
  lists: readonly JoinedList[],
): (call: number) => readonly SubgraphError[] | undefined {
  return (call) => {
    const ownPlaces = new Map(
      lists.map(({ field, places }) => [
        field,
        new Map((places[call] ?? []).map((place, at) => [place, at])),
      ]),
    );
    const own = errors.flatMap((error): readonly SubgraphError[] => {
      const [field, place, ...below] = error.path ?? [];
      const known = typeof field === "string" && typeof place === "number" ? ownPlaces.get(field) : undefined;
      if (!known || typeof place !== "number") return [error];
      const at = known.get(place);
      return at === undefined ? [] : [{ ...error, path: [field ?? "", at, ...below] }];
    });
    return own.length > 0 ? own : undefined;
  };
}
