/**
 * The deferred parts of an answer (@defer). Each is fetched as soon as the fetches that it depends on are
 * there, and sent for each of its places when it is complete. A part below a null that was already sent is
 * dropped.
 */
import {
  getNamedType,
  isCompositeType,
  Kind,
  parse,
  type GraphQLCompositeType,
  type GraphQLNamedType,
  type SelectionSetNode,
} from "graphql";
import type { SubgraphError } from "#schema/subgraph.js";
import type { PathStep } from "./plan/query-plan.js";
import type { ToClientPath } from "./prepare/client-path.js";
import { collectFields, type CollectedField, type Selecting } from "./prepare/collect-fields.js";
import type { CompiledPart } from "./compile/compile-plan.js";
import { untoldErrors } from "./run/loss.js";
import type { Prepared } from "./prepare/prepare.js";
import type { Run } from "./run/run.js";
import type { TypeIndex } from "./compile/type-index.js";
import { isTooLarge, toSubgraphError } from "./run/to-subgraph-error.js";
import { toIncomplete } from "./write/unreported.js";
import { placesOf } from "./compile/walk-path.js";
import type { AnswerPath } from "./json.js";
import { compileAnswer, startWriting, writeInSlices, type WriteAnswer } from "./write/write-answer.js";

/** The data for one place of the answer. */
export interface Increment {
  readonly label: string | null;
  readonly path: AnswerPath;
  /** JSON text. */
  readonly data: string;
  readonly errors: readonly SubgraphError[];
}

export interface Increments {
  readonly items: readonly Increment[];
  readonly hasNext: boolean;
}

/** An executable part, compiled for one variant of the operation. */
export interface Part extends Pick<CompiledPart, "depends" | "label" | "path" | "step"> {
  /** Null: the part itself adds no fields. */
  readonly write: WriteAnswer | null;
  readonly parts: readonly Part[];
}

export function compileParts(
  compiled: readonly CompiledPart[],
  { root, asked }: Pick<Prepared, "root" | "asked">,
  selecting: Selecting,
): readonly Part[] {
  return compiled.map(({ depends, label, path, step, selection, deferred }) => {
    const type = selection === null ? null : typeAt(path, root, asked.operation.selectionSet, selecting);
    return {
      depends,
      label,
      path,
      step,
      write: type && selection !== null ? compileAnswer(type, readSelection(selection), selecting) : null,
      parts: compileParts(deferred, { root, asked }, selecting),
    };
  });
}

/** The type at a path of response keys; null for one that the client does not see. */
function typeAt(
  path: readonly PathStep[],
  root: GraphQLCompositeType,
  set: SelectionSetNode,
  selecting: Selecting,
): GraphQLCompositeType | null {
  let [type, sets]: [GraphQLNamedType | undefined, readonly SelectionSetNode[]] = [root, [set]];
  for (const step of path) {
    if (step.kind === "types") {
      const visible: GraphQLNamedType | undefined = step.names
        .map((name) => selecting.schema.getType(name))
        .find((known) => known !== undefined);
      if (!visible) return null;
      type = visible;
    } else if (step.kind === "field" && isCompositeType(type)) {
      const found: CollectedField | undefined = collectFields(type, sets, selecting).find(
        ({ key }) => key === step.key,
      );
      [type, sets] = [found?.field && getNamedType(found.field.type), found?.selections ?? []];
    }
  }
  if (!isCompositeType(type)) throw new Error("A plan puts off what the operation does not have");
  return type;
}

function readSelection(text: string): SelectionSetNode {
  const [definition] = parse(text, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION)
    throw new Error("A plan has a part that is no selection");
  return definition.selectionSet;
}

/** Tracks the completed fetches, by id, that parts depend on. */
export interface Arrivals {
  readonly arrived: (id: string) => void;
  readonly all: (ids: readonly string[]) => Promise<unknown>;
}

export function createArrivals(): Arrivals {
  const known = new Map<string, PromiseWithResolvers<void>>();
  const of = (id: string): PromiseWithResolvers<void> => {
    const arrival = known.get(id) ?? Promise.withResolvers<void>();
    known.set(id, arrival);
    return arrival;
  };
  return { arrived: (id) => of(id).resolve(), all: (ids) => Promise.all(ids.map((id) => of(id).promise)) };
}

interface Fetched {
  readonly part: Part;
  readonly errors: readonly SubgraphError[];
}

/** Starts the parts that depend only on the initial answer's fetches. */
export function startParts(
  parts: readonly Part[],
  run: Run,
  arrivals: Arrivals,
): readonly Promise<Fetched>[] {
  return parts.map(async (part) => {
    const errors: SubgraphError[] = [];
    await arrivals.all(part.depends);
    try {
      await part.step?.({ ...run, errors });
    } catch (error) {
      errors.push(toSubgraphError(error));
    }
    return { part, errors };
  });
}

export interface Telling {
  readonly run: Run;
  readonly arrivals: Arrivals;
  readonly types: TypeIndex;
  readonly toClientPath: ToClientPath;
  /** Places of the initial answer that are null because of a missing value below. */
  readonly nulled: readonly AnswerPath[];
}

/** Yields the parts in the order of their completion; a part's nested parts follow it. */
export async function* tellParts(
  started: readonly Promise<Fetched>[],
  { run, arrivals, types, toClientPath, nulled: before }: Telling,
): AsyncGenerator<Increments, void> {
  const nulled = [...before];
  const waiting = new Map<Promise<Fetched>, Promise<[Promise<Fetched>, Fetched]>>();
  const wait = (fetched: Promise<Fetched>): void => {
    waiting.set(
      fetched,
      fetched.then((done) => [fetched, done]),
    );
  };
  started.forEach(wait);
  while (waiting.size > 0) {
    const [which, { part, errors }] = await Promise.race(waiting.values());
    waiting.delete(which);
    startParts(part.parts, run, arrivals).forEach(wait);
    const items = await tellPart(part, errors, { run, types, toClientPath, nulled });
    const last = waiting.size === 0 ? items.at(-1) : undefined;
    yield {
      items: last
        ? [...items.slice(0, -1), { ...last, errors: [...last.errors, ...untoldErrors(run.lost)] }]
        : items,
      hasNext: waiting.size > 0,
    };
  }
}

/** If a part makes the answer too large, none of its data is sent. */
async function tellPart(
  part: Part,
  errors: readonly SubgraphError[],
  {
    run,
    types,
    toClientPath,
    nulled,
  }: Pick<Telling, "run" | "types" | "toClientPath"> & { readonly nulled: AnswerPath[] },
): Promise<readonly Increment[]> {
  try {
    const places = placesOf(part.path, types, run.data, run.meter)
      .map(({ object, at }) => ({ object, at: toClientPath(at) }))
      .filter(({ at }) => !nulled.some((above) => isBelow(at, above)));
    return await writeParts(part, errors, places, run, nulled);
  } catch (error) {
    if (!isTooLarge(error)) throw error;
    return [{ label: part.label, path: [], data: "null", errors: [toSubgraphError(error)] }];
  }
}

async function writeParts(
  { label, write }: Part,
  errors: readonly SubgraphError[],
  places: ReturnType<typeof placesOf>,
  run: Run,
  nulled: AnswerPath[],
): Promise<readonly Increment[]> {
  if (!write) return [];
  const texts = startWriting(run).texts;
  const items: Increment[] = [];
  for (const [index, { object, at }] of places.entries()) {
    const writing = { ...startWriting(run), path: [...at], texts };
    const text = await writeInSlices(write, object, writing);
    if (text === "null") nulled.push(at);
    nulled.push(...writing.nulled);
    // An error without a path is sent with the first item.
    const own = [...writing.told, ...(index === 0 ? errors : [])];
    items.push({ label, path: at, data: text, errors: [...own, ...toIncomplete(writing.faults, own)] });
  }
  return items;
}

function isBelow(place: AnswerPath, above: AnswerPath): boolean {
  return above.every((step, at) => place[at] === step);
}
