/**
 * Calls that ask the same of a subgraph, with the same rights and in the same moment, become one: entities of all of them are asked for once,
 * and each call gets its own. Only what has not been sent yet is joined, so that no answer is older than its question.
 */
import type { SubgraphError, SubgraphResult } from "#schema/subgraph.js";
import type { SubgraphOperation } from "../plan/query-plan.js";
import { copy, isObject, type Json, type JsonObject } from "./json.js";
import { joinLifetimes } from "./lifetime.js";
import type { Representations, Variables } from "./run.js";
import type { Call, SubgraphClient } from "./client-options.js";

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

/** A batch of more is sent at once. */
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
  const joined = first.representations.map((list, at) => joinLists(list, waiting.map(({ representations }) => representations[at]?.texts ?? [])));
  const call: Call = { caller: first.call.caller, lifetime: joinLifetimes(waiting.map(({ call: { lifetime } }) => lifetime)) };
  const answer = client.ask(operation, variables, joined, call);
  const parts = answer.then((result) => partsOf(result, joined, waiting.length));
  waiting.forEach(({ resolve }, at) => resolve(parts.then((of) => of[at] ?? { data: null })));
}

interface JoinedList {
  readonly field: string;
  readonly variable: string;
  readonly texts: readonly string[];
  /** For each call, where its entities stand among all. */
  readonly places: readonly (readonly number[])[];
}

function joinLists({ field, variable }: Representations[number], lists: readonly (readonly string[])[]): JoinedList {
  const all = new Map<string, number>();
  const placeOf = (text: string): number => {
    const known = all.get(text) ?? all.size;
    all.set(text, known);
    return known;
  };
  const places = lists.map((texts) => texts.map(placeOf));
  return { field, variable, texts: [...all.keys()], places };
}

/** What each call would have been answered alone. Objects are not shared: each answer is merged into. */
function partsOf({ data, errors }: SubgraphResult, lists: readonly JoinedList[], count: number): readonly SubgraphResult[] {
  const errorsOf = errors ? errorsFor(errors, lists) : () => undefined;
  if (!isObject(data)) return Array.from({ length: count }, (_, at) => ({ data: null, errors: errorsOf(at) }));
  if (lists.length === 0) return Array.from({ length: count }, (_, at) => ({ data: at === 0 ? data : copy(data), errors: errorsOf(at) }));
  const takes = lists.map(({ field, texts, places }) => ({ field, places, take: takeFrom(data[field], texts.length) }));
  return Array.from({ length: count }, (_, at) => {
    const own: JsonObject = {};
    for (const { field, places, take } of takes) own[field] = take && (places[at] ?? []).map(take);
    return { data: own, errors: errorsOf(at) };
  });
}

/** Null when there are not as many as were asked for: which belongs to whom cannot be known. */
function takeFrom(found: Json, count: number): ((place: number) => Json) | null {
  if (!Array.isArray(found) || found.length !== count) return null;
  const taken = new Set<number>();
  return (place) => {
    if (taken.has(place)) return copy(found[place]);
    taken.add(place);
    return found[place];
  };
}

/** An error at an entity is that of the calls which asked for it, any other is everybody's. */
function errorsFor(errors: readonly SubgraphError[], lists: readonly JoinedList[]): (call: number) => readonly SubgraphError[] | undefined {
  return (call) => {
    const ownPlaces = new Map(lists.map(({ field, places }) => [field, new Map((places[call] ?? []).map((place, at) => [place, at]))]));
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
