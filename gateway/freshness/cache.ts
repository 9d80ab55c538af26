/**
 * Looks up and stores answers. The cache key consists of the request (operation, variables, contract), the
 * revision of the graph, the caller where the answer may depend on it, the epoch of the database, and the
 * versions of the feeds that the answer reads: a release changes the key. A gateway that does not know its
 * versions to be current finds nothing.
 */
import { hash } from "node:crypto";
import type { Caller } from "#schema/caller.js";
import type { Operation, Runnable } from "../engine/engine.js";
import { createAnswerStore, type StoredAnswer } from "./answer-store.js";
import type { Dependencies, DependenciesOf } from "./dependencies.js";
import { createVersionsText, NOTHING, type FeedVersions, type Released } from "./feed-versions.js";
import type { SharedAnswers } from "./shared-answers.js";
import { settle } from "./settle.js";

export interface Question {
  /** The revision of the graph; its number alone may be another one's in a database that was restored. */
  readonly revision: string;
  readonly dependenciesOf: DependenciesOf;
  /** Null for the whole graph. */
  readonly contract: string | null;
  readonly operation: Operation;
  readonly runnable: Runnable;
  /** Coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly caller: Caller | null;
}

/**
 * A question whose answer may be cached. It is valid as long as its revision of the graph, whatever is
 * released meanwhile.
 */
export interface Cacheable {
  /** Null on a cache miss, or when no entry is known to be current. */
  readonly find: () => StoredAnswer | null;
  /** The answer's entity tag, even if the answer is not cached here; null when it is not known. */
  readonly tag: () => string | null;
  /** Reads the cache that gateways share; null on a miss, or when the answer is not shared. */
  readonly fetch: () => Promise<StoredAnswer | null>;
  /**
   * Makes the answer from one version of each feed, and caches it if that is allowed. Rejects with
   * ANSWER_UNSETTLED, DATABASE_UNAVAILABLE.
   */
  readonly make: <T extends { readonly body: Buffer; readonly isWhole: boolean }>(
    run: () => Promise<T>,
  ) => Promise<T & { readonly stored: StoredAnswer | null }>;
}

export interface AnswerCache {
  /** Null: the answer must not be cached. */
  readonly of: (question: Question) => Cacheable | null;
  /** Number of the latest release that this gateway knows; null while there may be a later one. */
  readonly latest: () => number | null;
  readonly bytes: () => number;
  /** Answers that were found in memory, found in the cache that gateways share, and made, since the start. */
  readonly counts: () => Readonly<Record<"found" | "shared" | "made", number>>;
}

export interface AnswerCacheParts {
  readonly versions: FeedVersions;
  /** 0 caches no answer in memory; entity tags and consistent versions work all the same. */
  readonly limitBytes: number;
  /** Null: there is no cache that gateways share. */
  readonly shared: Pick<SharedAnswers, "get" | "put"> | null;
}

export function createAnswerCache({ versions, limitBytes, shared: common }: AnswerCacheParts): AnswerCache {
  const store = createAnswerStore(limitBytes);
  const textOf = createVersionsText();
  const counts = { found: 0, shared: 0, made: 0 };
  const of: AnswerCache["of"] = ({
    revision,
    dependenciesOf,
    contract,
    operation,
    runnable,
    variables,
    caller,
  }) => {
    // An answer that depends on access rights is never cached.
    const isKept = runnable.parts.length === 0 && !operation.isGuarded;
    const dependencies = isKept ? dependenciesOf(runnable.plan) : null;
    if (!dependencies || dependencies.seconds === 0) return null;
    const rest = `${revision}\n${contract ?? ""}\n${idOf(operation)}\n${runnable.overrides.join()}\n${dependencies.byCaller ? whoIs(caller) : ""}\n${short(JSON.stringify(variables))}`;
    const shared = isTimed(dependencies) || dependencies.byCaller ? null : common;
    let asked: { readonly released: Released; readonly key: string; readonly tag: () => string } | null =
      null;
    const now = (): typeof asked => {
      // An answer without feeds needs no versions.
      const released = dependencies.feeds.length === 0 ? NOTHING : versions.current();
      if (released === null || released === asked?.released) return released && asked;
      const key = keyOf(textOf(dependencies, released), rest);
      // The key is the same if none of the answer's feeds was released.
      asked = asked?.key === key ? { ...asked, released } : { released, key, tag: once(() => tagOf(key)) };
      return asked;
    };
    return {
      find: () => {
        const known = now();
        const found = known && (store.get(known.key) ?? null);
        if (found) counts.found += 1;
        return found;
      },
      tag: () => {
        const known = now();
        // If only releases change the answer, its tag follows from the key, wherever and whenever it is made.
        return known && (isTimed(dependencies) ? (store.get(known.key)?.tag ?? null) : known.tag());
      },
      fetch: async () => {
        const before = shared && now();
        const body = before && (await shared.get(before.key));
        // A release may have changed the key meanwhile.
        if (!body || now()?.key !== before.key) return null;
        counts.shared += 1;
        return store.put(before.key, { body, tag: before.tag() }, Infinity);
      },
      make: async (run) => {
        counts.made += 1;
        const { answer, versions: read } = await settle(run, dependencies, versions, textOf);
        if (read === null || !answer.isWhole) return { ...answer, stored: null };
        const key = keyOf(read, rest);
        shared?.put(key, answer.body);
        return {
          ...answer,
          stored: store.put(
            key,
            { body: answer.body, tag: tagOf(isTimed(dependencies) ? `${key}\n${crypto.randomUUID()}` : key) },
            dependencies.seconds,
          ),
        };
      },
    };
  };
  return { of, latest: () => versions.current()?.latest ?? null, bytes: store.bytes, counts: () => counts };
}

function once(make: () => string): () => string {
  let known: string | null = null;
  return () => (known ??= make());
}

const LONGEST_SPELT = 500;

/** Hashes a long text, so that keys stay short whatever the variables. */
function short(text: string): string {
  return text.length <= LONGEST_SPELT ? text : hash("sha256", text, "base64url");
}

function keyOf(versions: string, rest: string): string {
  return `${versions}\n${rest}`;
}

/** A weak tag, because one answer is sent in several encodings and media types. */
function tagOf(key: string): string {
  return `W/"${hash("sha256", key, "base64url")}"`;
}

function isTimed({ seconds }: Dependencies): boolean {
  return seconds !== Infinity;
}

function whoIs(caller: Caller | null): string {
  return caller === null ? "" : JSON.stringify([caller.subject, caller.department, caller.roles]);
}

const ids = new WeakMap<Operation, string>();

/** A digest of the text and name as the client wrote them, because they determine the order of the fields. */
function idOf(operation: Operation): string {
  const known = ids.get(operation);
  if (known !== undefined) return known;
  const id = hash("sha256", JSON.stringify([operation.text, operation.operationName]), "base64url");
  ids.set(operation, id);
  return id;
}
