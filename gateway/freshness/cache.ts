/**
 * The door to the stored answers. The key of one is what was asked (operation, variables, contract), of which
 * state of the graph, by whom, if that may matter, and at which versions of the feeds that it reads: whoever
 * asks after a release asks for another key. A gateway that does not know its versions to be current finds
 * nothing.
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
  readonly revision: number;
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
 * A question whose answer may be kept. It holds as long as its revision of the graph, whatever is released
 * meanwhile.
 */
export interface Cacheable {
  /** Null when there is none, or none that is known to be right. */
  readonly find: () => StoredAnswer | null;
  /** Its tag, whether or not it is here; null when that is not known. */
  readonly tag: () => string | null;
  /** From what other gateways have made; null when it is not there, or is not shared. */
  readonly fetch: () => Promise<StoredAnswer | null>;
  /**
   * Makes the answer, of one version of each feed, and keeps it if it is fit to be. Rejects with
   * ANSWER_UNSETTLED, DATABASE_UNAVAILABLE.
   */
  readonly make: <T extends { readonly body: Buffer; readonly isWhole: boolean }>(
    run: () => Promise<T>,
  ) => Promise<T & { readonly stored: StoredAnswer | null }>;
}

export interface AnswerCache {
  /** Null: the answer must not be kept. */
  readonly of: (question: Question) => Cacheable | null;
  /**
   * Number of the latest release that this gateway knows; null while it does not know whether there is a
   * later one.
   */
  readonly latest: () => number | null;
  readonly bytes: () => number;
}

export interface AnswerCacheParts {
  readonly versions: FeedVersions;
  /** 0 keeps no answer in memory; tags, and answers of one version, there are all the same. */
  readonly limitBytes: number;
  /** Null: gateways have nothing in common. */
  readonly shared: Pick<SharedAnswers, "get" | "put"> | null;
}

export function createAnswerCache({ versions, limitBytes, shared: common }: AnswerCacheParts): AnswerCache {
  const store = createAnswerStore(limitBytes);
  const textOf = createVersionsText();
  const of: AnswerCache["of"] = ({
    revision,
    dependenciesOf,
    contract,
    operation,
    runnable,
    variables,
    caller,
  }) => {
    // What only some may see is kept for nobody.
    const isKept = runnable.parts.length === 0 && !operation.isGuarded;
    const dependencies = isKept ? dependenciesOf(runnable.plan) : null;
    if (!dependencies) return null;
    const rest = `${revision}\n${contract ?? ""}\n${idOf(operation)}\n${runnable.overrides.join()}\n${dependencies.byCaller ? whoIs(caller) : ""}\n${short(JSON.stringify(variables))}`;
    const shared = isTimed(dependencies) || dependencies.byCaller ? null : common;
    let asked: { readonly released: Released; readonly key: string; readonly tag: () => string } | null =
      null;
    const now = (): typeof asked => {
      // What no release changes needs no version.
      const released = dependencies.feeds.length === 0 ? NOTHING : versions.current();
      if (released === null || released === asked?.released) return released && asked;
      const key = keyOf(textOf(dependencies, released), rest);
      // The same text, when nothing of it was released.
      asked = asked?.key === key ? { ...asked, released } : { released, key, tag: once(() => tagOf(key)) };
      return asked;
    };
    return {
      find: () => {
        const known = now();
        return known && (store.get(known.key) ?? null);
      },
      tag: () => {
        const known = now();
        // What only releases change has the same tag wherever and whenever it is made.
        return known && (isTimed(dependencies) ? (store.get(known.key)?.tag ?? null) : known.tag());
      },
      fetch: async () => {
        const before = shared && now();
        const body = before && (await shared.get(before.key));
        // A release may have come meanwhile.
        return body && now()?.key === before.key
          ? store.put(before.key, { body, tag: before.tag() }, Infinity)
          : null;
      },
      make: async (run) => {
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
  return { of, latest: () => versions.current()?.latest ?? null, bytes: store.bytes };
}

function once(make: () => string): () => string {
  let known: string | null = null;
  return () => (known ??= make());
}

const LONGEST_SPELT = 500;

/** Keys stay short, whatever the variables. */
function short(text: string): string {
  return text.length <= LONGEST_SPELT ? text : hash("sha256", text, "base64url");
}

function keyOf(versions: string, rest: string): string {
  return `${versions}\n${rest}`;
}

/** Weak: an answer is the same in whichever encoding and media type it is sent. */
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

/** A digest of the text and name, as the client spells them: they decide the order of the answer. */
function idOf(operation: Operation): string {
  const known = ids.get(operation);
  if (known !== undefined) return known;
  const id = hash("sha256", JSON.stringify([operation.text, operation.operationName]), "base64url");
  ids.set(operation, id);
  return id;
}
