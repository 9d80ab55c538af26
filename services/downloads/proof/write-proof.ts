/**
 * What proves a dataset's download, as lines of JSON: the log's size and root, with the columns and the names
 * that they had first; each release of the dataset with its path in the log, and the leaves of its tree after
 * it; and the salt of each record that is public. Whoever has it and the file recomputes everything.
 */
import { storedFields, type FeedContract } from "#kit";
import {
  blocksAfter,
  entriesOfFeed,
  entryText,
  releasePath,
  saltsAfter,
  splitLeaves,
  type LogHead,
  type Queryable,
} from "#kit/hub";
import { columnsOf } from "../columns.js";

const ENTRIES = 100;
const BLOCKS = 64;
const SALTS = 2_000;

export async function* writeProof(
  client: Queryable,
  contract: FeedContract,
  { root, size }: Pick<LogHead, "root" | "size">,
): AsyncGenerator<string> {
  yield lineOf({ columns: firstNames(contract), dataset: contract.id, root, size });
  for (let after = 0; ;) {
    const entries = await entriesOfFeed(client, contract.id, { after, to: size, first: ENTRIES });
    for (const entry of entries) {
      const path = await releasePath(client, entry.number, size);
      yield `{"entry":${entryText(entry)},"path":${JSON.stringify(path)}}\n`;
      yield* writeLeaves(client, entry.number);
    }
    const last = entries.at(-1);
    if (!last) break;
    after = last.number;
  }
  for (let after: string | null = null; ;) {
    const salts = await saltsAfter(client, contract, { at: size, after, first: SALTS });
    const last = salts.at(-1);
    if (!last) break;
    yield salts.map(({ id, release, salt }) => lineOf({ id, release, salt })).join("");
    after = last.id;
  }
}

async function* writeLeaves(client: Queryable, release: number): AsyncGenerator<string> {
  for (let after = -1; ;) {
    const blocks = await blocksAfter(client, release, { after, first: BLOCKS });
    if (blocks.length === 0) return;
    yield blocks
      .map(({ leaves }) => lineOf({ leaves: splitLeaves(leaves).map((leaf) => leaf.toString("hex")) }))
      .join("");
    after += blocks.length;
  }
}

/** By the download's columns, in their order; null of those that are the release's. */
function firstNames(contract: FeedContract): Readonly<Record<string, string | null>> {
  const names = new Map(storedFields(contract).map(({ field, storedName }) => [field, storedName]));
  return Object.fromEntries(
    columnsOf(contract).map(({ field }) => [field, field === "id" ? field : (names.get(field) ?? null)]),
  );
}

function lineOf(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
