/** Puts releases into the public log: `read/log.ts`. */
import type { Queryable } from "../open/queryable.js";
import { entriesAfter, entryLeaf } from "../read/log-entry.js";
import { logSize, rootsOf } from "../read/log.js";
import { completeTrees, nodeOf } from "../read/merkle.js";

/** Releases of one statement. */
const BATCH = 1_000;

/** Takes in what has been released since; whoever calls holds the chain. */
export async function extendLog(client: Queryable): Promise<void> {
  for (let size = await logSize(client); ;) {
    const entries = await entriesAfter(client, size, BATCH);
    if (entries.length === 0) return;
    await append(client, size, entries.map(entryLeaf));
    size += entries.length;
  }
}

async function append(client: Queryable, size: number, leaves: readonly Buffer[]): Promise<void> {
  const trees = completeTrees({ start: 0, end: size });
  const frontier = [
    ...(await rootsOf(
      client,
      trees.map(({ level, at }) => ({ start: at * 2 ** level, end: (at + 1) * 2 ** level })),
    )),
  ];
  const nodes: { readonly level: number; readonly at: number; readonly hash: Buffer }[] = [];
  for (const [index, leaf] of leaves.entries()) {
    let [level, at, hash] = [0, size + index, leaf];
    nodes.push({ level, at, hash });
    for (
      let left = at % 2 === 1 ? frontier.pop() : undefined;
      left;
      left = at % 2 === 1 ? frontier.pop() : undefined
    ) {
      [level, at, hash] = [level + 1, (at - 1) / 2, nodeOf(left, hash)];
      nodes.push({ level, at, hash });
    }
    frontier.push(hash);
  }
  await client.query(
    "INSERT INTO hub.log (level, at, hash) SELECT * FROM unnest($1::int[], $2::int[], $3::bytea[])",
    [nodes.map(({ level }) => level), nodes.map(({ at }) => at), nodes.map(({ hash }) => hash)],
  );
}
