/** A release's entry in the public log, and what proves that it is there. */
import { HubError } from "#schema/errors.js";
import type { SubgraphContext } from "#kit";
import {
  entryText,
  hubOf,
  logConsistency,
  publicHashes,
  readEntries,
  readLogHead,
  releasePath,
  type PublicHashes,
  type LogHead,
} from "#kit/hub";
import DataLoader from "dataloader";
import type { ReleaseProofType } from "./types.js";

interface Proving {
  readonly hashes: DataLoader<number, PublicHashes>;
  /** One log for all proofs of a request. */
  head: Promise<LogHead> | null;
}

const provings = new WeakMap<SubgraphContext, Proving>();

function provingOf(context: SubgraphContext): Proving {
  const known = provings.get(context);
  if (known) return known;
  const { statements } = hubOf(context);
  const made: Proving = {
    hashes: new DataLoader<number, PublicHashes>(async (numbers) => {
      const found = await publicHashes(statements, numbers);
      return numbers.map((number) => found.get(number) ?? new HubError("RELEASE_UNPROVED", { number }));
    }),
    head: null,
  };
  provings.set(context, made);
  return made;
}

/** Throws RELEASE_UNPROVED. */
export function hashesOf(number: number, context: SubgraphContext): Promise<PublicHashes> {
  return provingOf(context).hashes.load(number);
}

/** Throws RELEASE_UNPROVED, or LOG_SIZE_INVALID for a `from` that the log never had. */
export async function proveRelease(
  number: number,
  from: number | null,
  context: SubgraphContext,
): Promise<ReleaseProofType> {
  const { statements } = hubOf(context);
  const proving = provingOf(context);
  proving.head ??= readLogHead(statements);
  const [entries, { size, root }] = await Promise.all([readEntries(statements, [number]), proving.head]);
  const entry = entries.get(number);
  if (!entry || number > size) throw new HubError("RELEASE_UNPROVED", { number });
  if (from !== null && (from < 0 || from > size)) throw new HubError("LOG_SIZE_INVALID", { size });
  return {
    entry: entryText(entry),
    size,
    root,
    pathHashes: await releasePath(statements, number, size),
    consistencyHashes: from === null ? [] : await logConsistency(statements, from, size),
  };
}
