/** A copy of the public records, kept by what the graph tells of changes, as a client keeps one. */
import type { FeedContract } from "../../services/kit/feed/contract.js";
import { valueAt, type Answer } from "../start-hub.js";
import { followOverEventStream, type EventStream } from "./clients.js";

export type Ask = (query: string, variables?: Readonly<Record<string, unknown>>) => Promise<Answer>;

/** The text of each record, by its id. */
export type Copy = Map<string, string>;

const CARD = "title day permalink provenance { row release { number } }";

/** What a change tells. */
export const CHANGE = `kind id removal record { __typename ${CARD} ... on Penalty { violationFacts } }`;

const CHANGES = `query ($since: String, $first: Int, $after: String, $feeds: [ID!], $types: [SearchType!]) {
  changes(since: $since, first: $first, after: $after, feeds: $feeds, types: $types) {
    nextSince totalCount pageInfo { hasNextPage endCursor } nodes { ${CHANGE} } } }`;

export interface Round {
  readonly nextSince: string;
  /** Each entry as it came: kind, id and removal. */
  readonly told: readonly string[];
  readonly totalCount: number;
}

export interface Asked {
  readonly since?: string | null;
  readonly first?: number;
  readonly feeds?: readonly string[];
  readonly types?: readonly string[];
  /** Happens after each page but the last. */
  readonly between?: () => Promise<void>;
}

/** One round: all pages of what changed. */
export async function catchUp(ask: Ask, copy: Copy, { between, ...asked }: Asked = {}): Promise<Round> {
  const told: string[] = [];
  for (let after: unknown = null; ;) {
    const data = await answered(ask, CHANGES, { ...asked, after });
    for (const change of nodesOf(data, "changes")) told.push(apply(copy, change));
    if (valueAt(data, "changes", "pageInfo", "hasNextPage") !== true)
      return {
        told,
        nextSince: String(valueAt(data, "changes", "nextSince")),
        totalCount: Number(valueAt(data, "changes", "totalCount")),
      };
    after = valueAt(data, "changes", "pageInfo", "endCursor");
    await between?.();
  }
}

/** Puts one change into the copy, and says which it was. */
export function apply(copy: Copy, change: unknown): string {
  const id = String(valueAt(change, "id"));
  const record = valueAt(change, "record");
  if (record === null) copy.delete(id);
  else copy.set(id, JSON.stringify(record));
  const removal = valueAt(change, "removal");
  return `${String(valueAt(change, "kind"))} ${id}${typeof removal === "string" ? ` ${removal}` : ""}`;
}

/** The same of the lists, as they are now. `where`: a filter, written as in a query. */
export async function readLists(ask: Ask, contracts: readonly FeedContract[], where = "{}"): Promise<Copy> {
  const copy: Copy = new Map();
  for (const { plural, type } of contracts) {
    const query = `query ($after: String) { ${plural}(first: 100, after: $after, where: ${where}) {
      pageInfo { hasNextPage endCursor } nodes { id record: __typename ${CARD} ${factsOf(type)} } } }`;
    for (let after: unknown = null, more = true; more;) {
      const data = await answered(ask, query, { after });
      for (const { id, record, ...fields } of nodesOf(data, plural))
        copy.set(String(id), JSON.stringify({ __typename: record, ...fields }));
      more = valueAt(data, plural, "pageInfo", "hasNextPage") === true;
      after = valueAt(data, plural, "pageInfo", "endCursor");
    }
  }
  return copy;
}

export interface Follower {
  readonly copy: Copy;
  /** All that came, as text. */
  readonly told: () => string;
  readonly stop: () => Promise<void>;
}

/**
 * Keeps a copy of a feed's list by its stream alone, from the beginning; the connection is cut after every so
 * many events, and goes on after the last of them.
 */
export function follow(
  url: string,
  { type }: FeedContract,
  { where = "{}", cutAfter = Infinity }: { readonly where?: string; readonly cutAfter?: number } = {},
): Follower {
  const query = `subscription ($after: String) { event: ${type.charAt(0).toLowerCase()}${type.slice(1)}Published(after: $after, where: ${where}) {
    cursor record { id __typename ${CARD} ${factsOf(type)} } removed { id removal } } }`;
  const copy: Copy = new Map();
  let [after, text, isOver] = ["0", "", false];
  let open: EventStream | null = null;
  const run = async (): Promise<void> => {
    while (!isOver) {
      open = await followOverEventStream(url, query, { after });
      try {
        for (let count = 0; count < cutAfter && !isOver; count += 1) {
          const answer = await open.next();
          const event = valueAt(answer, "data", "event");
          if (typeof event !== "object" || event === null) throw new Error(JSON.stringify(answer));
          text += JSON.stringify(event);
          after = String(valueAt(event, "cursor"));
          put(copy, event);
        }
      } finally {
        open.stop();
      }
    }
  };
  const running = run().catch((error: unknown) => {
    if (!isOver) throw error;
  });
  // It is told when the follower is stopped.
  running.catch(() => undefined);
  return {
    copy,
    told: () => text,
    stop: () => {
      isOver = true;
      open?.stop();
      return running;
    },
  };
}

function put(copy: Copy, event: unknown): void {
  const [removed, record] = [valueAt(event, "removed", "id"), valueAt(event, "record")];
  if (typeof removed === "string") copy.delete(removed);
  if (typeof record !== "object" || record === null) return;
  const { id, ...fields } = record as Readonly<Record<string, unknown>>; // as selected
  copy.set(String(id), JSON.stringify(fields));
}

function factsOf(type: string): string {
  return type === "Penalty" ? "violationFacts" : "";
}

async function answered(
  ask: Ask,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const { data, errors } = await ask(query, variables);
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

function nodesOf(data: unknown, list: string): readonly Readonly<Record<string, unknown>>[] {
  return valueAt(data, list, "nodes") as readonly Readonly<Record<string, unknown>>[]; // as selected
}
