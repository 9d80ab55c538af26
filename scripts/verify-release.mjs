/**
 * Verifies what a hub publishes, by its public log and nothing of the hub's own: no dependency, in Node 20 or
 * later, and what is exported in a browser too. The recipe is in schema/PROTOCOL.md, section 3.
 *
 *   node scripts/verify-release.mjs head <hub> [<kept head>]        its signature, and that it goes on from a kept one
 *   node scripts/verify-release.mjs log <hub>                       all entries, up to the head
 *   node scripts/verify-release.mjs download <file> <proof> <hub>   a dataset's NDJSON, whole, with its proof
 *   node scripts/verify-release.mjs record <hub> <id> [<answer>]    one record, or the graph's answer that was kept
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

/** Node's own is faster, where there is one. */
const node = globalThis.process?.getBuiltinModule?.("node:crypto");

async function sha256(...parts) {
  if (node) {
    const hash = node.createHash("sha256");
    for (const part of parts) hash.update(part);
    return new Uint8Array(hash.digest());
  }
  return new Uint8Array(await crypto.subtle.digest("SHA-256", await new Blob(parts).arrayBuffer()));
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

/**
 * The text over which a record's leaf is made, from its line in a download. `columns`: each with its first
 * name.
 */
export function recordText(record, columns) {
  const named = Object.entries(record).flatMap(([name, value]) =>
    value === null || columns[name] === null ? [] : [[columns[name], value]],
  );
  return canonical(Object.fromEntries(named));
}

/** An entry and its path, as `Release.proof` and a dataset's proof have them; gives the entry. */
export async function checkEntry(text, path, { size, root }) {
  const entry = parseExactly(text);
  demand(canonical(entry) === text, "The entry is not canonical");
  const found = await rootOfPath(await leafHash(text), entry.number - 1, size, path);
  demand(found === root, `Release ${entry.number} is not in the log`);
  return entry;
}

/** A record's proof, as `provenance { proof { … } }` has it, against the entry of its release. */
export async function checkRecord({ content, salt, leaf, index, pathHashes }, { root, leaves }) {
  demand(canonical(parseExactly(content)) === content, "The content is not canonical");
  const found = await leafHash(salt + content);
  demand(toHex(found) === leaf, "The leaf is not that of the content");
  demand(
    (await rootOfPath(found, index, leaves, pathHashes)) === root,
    "The record is not in the tree of its release",
  );
}

/** Lines of UTF-8, from its bytes piece by piece; the last one ends too. */
export async function* linesOf(pieces) {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let rest = "";
  try {
    for await (const piece of pieces) {
      const lines = (rest + decoder.decode(piece, { stream: true })).split("\n");
      rest = lines.pop();
      yield* lines;
    }
    rest += decoder.decode();
  } catch (error) {
    demand(!(error instanceof TypeError), "It is no UTF-8");
    throw error;
  }
  demand(rest === "", "It is cut off");
}

/**
 * A dataset's proof, line by line (`/data/<dataset>/proof`): its entries are in the log, and the leaves are
 * those of their trees. Gives the log that it is of, and what a download is held against.
 */
export async function readProof(lines) {
  const releases = new Map();
  const salts = new Map();
  let [head, last] = [null, null];
  const finish = async () => {
    if (!last) return;
    const { entry, tree } = last;
    const isWhole = tree.size() === entry.leaves && (await tree.root()) === entry.root;
    demand(isWhole, `The leaves of release ${entry.number} are not those of its tree`);
  };
  for await (const line of lines) {
    if (head === null) {
      head = parseExactly(line);
      demand(head.columns && head.dataset, "It is no proof of a dataset");
      continue;
    }
    const { root, size, dataset } = head;
    const { entry, path, leaves, id, release, salt, ...more } = parseExactly(line);
    demand(Object.keys(more).length === 0, `A line of the proof is of another kind: ${line.slice(0, 60)}`);
    if (entry) {
      await finish();
      await checkEntry(JSON.stringify(entry), path, { size, root });
      demand(entry.feed === dataset, `Release ${entry.number} is of ${entry.feed}`);
      demand(!releases.has(entry.number), `Release ${entry.number} is there twice`);
      last = { entry, tree: createTree(), hashes: new Set() };
      releases.set(entry.number, last);
    } else if (leaves) {
      demand(last !== null, "There are leaves of no release");
      for (const leaf of leaves) {
        await last.tree.add(fromHex(leaf));
        last.hashes.add(leaf);
      }
    } else {
      demand(
        releases.has(release) && typeof salt === "string",
        `A salt is of no release: ${line.slice(0, 60)}`,
      );
      demand(!salts.has(id), `Record ${id} is there twice`);
      salts.set(id, { release, salt });
    }
  }
  await finish();
  demand(head !== null, "There is nothing in the proof");
  const entries = [...releases.values()].map(({ entry }) => entry);
  const records = entries.reduce((count, { added, removed }) => count + added - removed, 0);
  demand(salts.size === records, `The releases leave ${records} records, and the proof has ${salts.size}`);
  const { epoch, root, size, columns } = head;
  return { log: { epoch, root, size }, columns, releases, salts };
}

/**
 * The lines of a download (NDJSON, all columns) are what the releases published, all of it and nothing else.
 */
export async function checkDownload(lines, { columns, releases, salts }) {
  const names = Object.keys(columns).join();
  const seen = new Set();
  for await (const line of lines) {
    const record = parseExactly(line);
    demand(Object.keys(record).join() === names, `Columns are missing or others: ${line.slice(0, 60)}`);
    const { id, department, release } = record;
    const known = salts.get(id);
    demand(known !== undefined && known.release === release, `Record ${id} was not published so`);
    const { entry, hashes } = releases.get(release);
    demand(department === entry.department, `Record ${id} is another department's`);
    const leaf = toHex(await leafHash(known.salt + recordText(record, columns)));
    demand(hashes.has(leaf), `Record ${id} is not as it was published`);
    demand(!seen.has(id), `Record ${id} is there twice`);
    seen.add(id);
  }
  demand(seen.size === salts.size, `${salts.size - seen.size} records are missing`);
}

const PATH = "/.well-known/tongcha-log";

const HEAD = ["epoch", "key", "root", "signature", "size", "time", "consistency", "keys"];

const isAddress = (source) => /^https?:/.test(source);

async function readText(source, request) {
  if (!isAddress(source)) return (await import("node:fs/promises")).readFile(source, "utf8");
  const response = await fetch(source, request);
  const text = await response.text();
  demand(response.ok, `${source}: ${text.slice(0, 200)}`);
  return text;
}

const linesIn = async (file) => linesOf((await import("node:fs")).createReadStream(file));

/** A hub's head, with what joins it to an earlier one where a size is given. */
async function readHead(hub, from) {
  const text = await readText(
    isAddress(hub) ? `${new URL(PATH, hub)}${from === undefined ? "" : `?from=${from}`}` : hub,
  );
  const head = parseExactly(text.trimEnd());
  demand(
    Object.keys(head).every((name) => HEAD.includes(name)),
    "The head has more than it should",
  );
  await checkHead(head, head.keys);
  return head;
}

/** What it is asked on the command line; each gives what it says, or rejects with what is wrong. */
export const COMMANDS = {
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
  download: async (file, proof, hub) => {
    const { log, ...published } = await readProof(await linesIn(proof));
    await checkDownload(await linesIn(file), published);
    await joinHead(hub, log);
    return `${published.salts.size} records are what ${published.releases.size} releases published, up to release ${log.size}`;
  },
  record: async (hub, id, kept) => {
    const body = JSON.stringify({ query: QUESTION, variables: { id } });
    const request = { method: "POST", headers: { "content-type": "application/json" }, body };
    const answer = await readText(kept ?? new URL("/graphql", hub).href, request);
    const { data, errors } = parseExactly(answer.trimEnd());
    demand(data?.node, errors?.[0]?.message ?? `There is no record ${id}`);
    const { proof, release } = data.node.provenance;
    const { entry: text, pathHashes, root, size } = release.proof;
    const entry = await checkEntry(text, pathHashes, { root, size });
    await checkRecord(proof, entry);
    demand(JSON.parse(proof.content).id === id, `It is another record than ${id}`);
    await joinHead(hub, { root, size });
    return `Release ${entry.number} of ${entry.feed}, ${entry.releasedAt}, has published ${proof.content}`;
  },
};

/** The log is that of the hub's signed head, or its beginning. */
export async function joinHead(hub, log) {
  const head = await readHead(hub, log.size);
  demand(
    head.consistency !== undefined || head.size === log.size,
    "The head is of another size: ask for it anew",
  );
  await checkConsistency(log, head, head.consistency ?? []);
}

const QUESTION = `query ($id: ID!) { node(id: $id) { ... on Record { provenance {
  proof { content salt leaf index pathHashes } release { proof { entry pathHashes root size } } } } } }`;

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
