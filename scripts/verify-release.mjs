/**
 * Verifies what a hub publishes, by its public log and nothing of the hub's own: no dependency, in Node 20 or
 * later, and what is exported in a browser too. The recipe is in schema/PROTOCOL.md, section 3.
 *
 *   node scripts/verify-release.mjs head <hub> [<kept head>]        its signature, and that it goes on from a kept one
 *   node scripts/verify-release.mjs log <hub>                       all entries, up to the head
 *   node scripts/verify-release.mjs download <file> <proof> <hub>   a dataset's NDJSON, whole, with its proof
 *   node scripts/verify-release.mjs record <hub> <id>               one record
 *
 * <hub> is an address, or a file of what /.well-known/tongcha-log answered. What is wrong is told, and ends
 * with 1.
 */

/** Throws this for what is not as it should be. */
export class Mismatch extends Error {}

function demand(holds, what) {
  if (!holds) throw new Mismatch(what);
}

const encoder = new TextEncoder();

async function sha256(...parts) {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

export const leafHash = (text) => sha256(Uint8Array.of(0), encoder.encode(text));
export const nodeHash = (left, right) => sha256(Uint8Array.of(1), left, right);

export function toHex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Lower case alone: a hash has one text. */
export function fromHex(text) {
  demand(/^[0-9a-f]{64}$/.test(text), `${text} is no hash`);
  return Uint8Array.from(text.match(/../g), (pair) => Number.parseInt(pair, 16));
}

/** Canonical JSON (RFC 8785) of an object without objects in it. */
export function canonical(object) {
  return JSON.stringify(
    Object.fromEntries(Object.entries(object).toSorted(([one], [other]) => (one < other ? -1 : 1))),
  );
}

/** JSON that is written as JSON.stringify writes it, so that nothing else can stand in it. */
export function parseExactly(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    // Told below.
  }
  demand(
    value !== undefined && JSON.stringify(value) === text,
    `It is not as it was sent: ${text.slice(0, 60)}`,
  );
  return value;
}

/** Adds leaves from left to right; `root` of those that there are. */
export function createTree() {
  const frontier = [];
  let size = 0;
  return {
    size: () => size,
    add: async (leaf) => {
      let node = leaf;
      for (let at = size; at % 2 === 1; at = (at - 1) / 2) node = await nodeHash(frontier.pop(), node);
      frontier.push(node);
      size += 1;
    },
    root: async () => {
      let node = frontier.at(-1) ?? (await sha256());
      for (const left of frontier.slice(0, -1).toReversed()) node = await nodeHash(left, node);
      return toHex(node);
    },
  };
}

/** The root to which a leaf's path leads (RFC 9162, 2.1.3.2); hexadecimal, as the path is. */
export async function rootOfPath(leaf, index, size, path) {
  demand(Number.isInteger(index) && index >= 0 && index < size, "The index is beyond the tree");
  let [node, at, last] = [leaf, index, size - 1];
  for (const hash of path.map(fromHex)) {
    demand(last > 0, "The path is too long");
    if (at % 2 === 1 || at === last) {
      node = await nodeHash(hash, node);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else node = await nodeHash(node, hash);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  demand(last === 0, "The path is too short");
  return toHex(node);
}

/** That a log is the beginning of another (RFC 9162, 2.1.4.2). `from` and `to` have size and root. */
export async function checkConsistency(from, to, path) {
  demand(from.size <= to.size, "The log is shorter than it was: it is another history");
  if (from.size === to.size) demand(from.root === to.root, "The logs differ: they are of two histories");
  if (from.size === 0 || from.size === to.size) return demand(path.length === 0, "The path is too long");
  const hashes = path.map(fromHex);
  let [at, last] = [from.size - 1, to.size - 1];
  while (at % 2 === 1) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  const first = at === 0 ? fromHex(from.root) : hashes.shift();
  demand(first !== undefined, "The path is too short");
  let [before, after] = [first, first];
  for (const hash of hashes) {
    demand(last > 0, "The path is too long");
    if (at % 2 === 1 || at === last) {
      [before, after] = [await nodeHash(hash, before), await nodeHash(hash, after)];
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else after = await nodeHash(after, hash);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  demand(last === 0, "The path is too short");
  demand(
    toHex(before) === from.root && toHex(after) === to.root,
    "The logs cannot be joined: they are of two histories",
  );
}

function fromBase64(text) {
  const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) =>
    one.codePointAt(0),
  );
  const again = btoa(String.fromCodePoint(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
  demand(again === text, "A signature or key is not as it was sent");
  return bytes;
}

/** The signature of a head, by the key that it names; `keys` are those that you trust, or came with it. */
export async function checkHead({ epoch, key: kid, root, size, time, signature }, keys) {
  const known = keys.find((one) => one.kid === kid);
  demand(known !== undefined, "The head is signed by another key");
  const { kty, crv, x, y } = known;
  for (const part of [x, y]) fromBase64(part);
  const key = await crypto.subtle.importKey(
    "jwk",
    { kty, crv, x, y },
    { name: "ECDSA", namedCurve: "P-256" },
    false,
    ["verify"],
  );
  const signed = encoder.encode(canonical({ epoch, key: kid, root, size, time }));
  const holds = await crypto.subtle.verify(
    { name: "ECDSA", hash: "SHA-256" },
    key,
    fromBase64(signature),
    signed,
  );
  demand(holds, "The signature of the head does not hold");
}

/** Entries from the first, as the log has them; gives the tree of all. */
export async function addEntries(tree, lines) {
  for (const line of lines) {
    const entry = parseExactly(line);
    demand(entry.number === tree.size() + 1, `Entry ${entry.number} is not in its place`);
    await tree.add(await leafHash(canonical(entry)));
  }
  return tree;
}

/** The text over which a record's leaf is made, from its line in a download. `columns`: each with its first name. */
export function recordText(record, columns) {
  const { department: _, release: __, ...own } = record;
  const named = Object.entries(own).flatMap(([name, value]) =>
    value === null ? [] : [[columns[name], value]],
  );
  return canonical(Object.fromEntries(named));
}

const PATH = "/.well-known/tongcha-log";

async function readText(source) {
  if (!/^https?:/.test(source)) return (await import("node:fs/promises")).readFile(source, "utf8");
  const response = await fetch(source);
  const text = await response.text();
  demand(response.ok, `${source}: ${text.slice(0, 200)}`);
  return text;
}

/** A hub's head, with what joins it to an earlier one where a size is given. */
async function readHead(hub, from) {
  const isAddress = /^https?:/.test(hub);
  const text = await readText(
    isAddress ? `${new URL(PATH, hub)}${from === undefined ? "" : `?from=${from}`}` : hub,
  );
  const head = parseExactly(text.trimEnd());
  await checkHead(head, head.keys);
  return head;
}

const COMMANDS = {
  head: async (hub, kept) => {
    const before = kept === undefined ? undefined : await readHead(kept);
    const head = await readHead(hub, before?.size);
    if (before) {
      await checkHead(before, head.keys);
      await checkConsistency(before, head, head.consistency);
    }
    return `${before ? `It goes on from ${before.size}` : "Signed"}: ${head.size} releases, epoch ${head.epoch}, root ${head.root}`;
  },
  log: async (hub) => {
    const head = await readHead(hub);
    const tree = createTree();
    while (tree.size() < head.size) {
      const lines = (await readText(new URL(`${PATH}/entries?from=${tree.size()}`, hub).href))
        .trimEnd()
        .split("\n");
      await addEntries(tree, lines.slice(0, head.size - tree.size()));
    }
    demand((await tree.root()) === head.root, "The entries are not those of the head");
    return `All ${head.size} entries make up the log, root ${head.root}`;
  },
};

const [, script = "", name = "", ...given] = globalThis.process?.argv ?? [];
if (script.endsWith("verify-release.mjs")) {
  const command = COMMANDS[name];
  if (!command) throw new Error(`node verify-release.mjs ${Object.keys(COMMANDS).join(" | ")}`);
  try {
    process.stdout.write(`${await command(...given)}\n`);
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    process.stdout.write(`✗ ${error.message}\n`);
    process.exitCode = 1;
  }
}
