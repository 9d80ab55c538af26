/**
 * All registered documents, in memory, kept up to date by the registry's change numbers. An unknown id may
 * have been registered a moment ago: then the changes are read at once. These reads are coalesced, and
 * limited to a few per second, so that invented ids do not load the database.
 */
import { describeError } from "#schema/runtime/describe-error.js";
import { joined } from "#schema/runtime/joined.js";
import type { Log } from "../log.js";
import type { DocumentSource } from "./document-source.js";

export interface RegisteredDocuments {
  /**
   * Null: the document is not registered, or was not a quarter of a second ago. Rejects when the changes
   * cannot be read. `id` is normalised.
   */
  readonly textOf: (id: string) => string | null | Promise<string | null>;
  /** True when that text is registered under some id. */
  readonly has: (text: string) => boolean;
  readonly texts: () => Iterable<string>;
  /** The number of the last known change. */
  readonly number: () => number;
  readonly close: () => Promise<void>;
}

const LOOK_AGAIN_AFTER_MS = 250;

/** Rejects when the documents cannot be read. */
export async function openRegisteredDocuments(
  source: DocumentSource,
  log: Log,
): Promise<RegisteredDocuments> {
  const texts = new Map<string, string>();
  /** Number of ids for each text. */
  const counts = new Map<string, number>();
  let number = 0;
  let looking: Promise<void> | null = null;
  let lookedAt = -Infinity;

  const set = (id: string, text: string | null): void => {
    const before = texts.get(id);
    if (before === text) return;
    if (before !== undefined) {
      const left = (counts.get(before) ?? 1) - 1;
      if (left === 0) counts.delete(before);
      else counts.set(before, left);
      texts.delete(id);
    }
    if (text === null) return;
    texts.set(id, text);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  };
  const read = async (): Promise<void> => {
    const found = await source.changesSince(number);
    if (found.isWhole) for (const id of texts.keys()) set(id, null);
    for (const { id, text } of found.changes) set(id, text);
    ({ number } = found);
  };
  const refresh = joined(read);

  await refresh();
  const unwatch = source.watch(refresh, {
    onFault: (error) =>
      log({
        level: "warn",
        ...describeError(error),
        message: "Registered documents could not be read and stay as they were",
      }),
    onBack: (tries) => log({ level: "info", tries, message: "Registered documents are read again" }),
  });
  return {
    textOf: (id) => {
      const known = texts.get(id);
      if (known !== undefined) return known;
      if (!looking && performance.now() - lookedAt < LOOK_AGAIN_AFTER_MS) return null;
      looking ??= refresh()
        .then(() => {
          lookedAt = performance.now();
        })
        .finally(() => {
          looking = null;
        });
      return looking.then(() => texts.get(id) ?? null);
    },
    has: (text) => counts.has(text),
    texts: () => counts.keys(),
    number: () => number,
    close: unwatch,
  };
}
