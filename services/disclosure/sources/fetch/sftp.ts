/**
 * Files of a folder behind SFTP, the oldest first. The server is known by its key, which the source names: a
 * server with another is told nothing, not even who asks.
 */
import { createHash } from "node:crypto";
import { matchesGlob, posix } from "node:path";
import SftpClient from "ssh2-sftp-client";
import { HubError } from "#schema/errors.js";
import type { FromKind } from "../definition.js";
import { strange, type Access, type Fetch, type FoundFile } from "./access.js";
import {
  changed,
  isSettled,
  markOf,
  oldestFirst,
  tooMany,
  MOST_ENTRIES,
  type Listed,
} from "./listed-files.js";
import { openSocket } from "./open-socket.js";

type Sftp = FromKind<"sftp">;

const READY_MS = 20_000;

export const fetchSftp: Fetch<Sftp> = async function* (from, access) {
  const client = await connect(from, access);
  try {
    for (const listed of oldestFirst(await list(client, from)))
      if (isSettled(listed, from, access)) yield read(client, from, listed);
  } finally {
    await client.end().catch(() => undefined);
  }
};

async function connect(from: Sftp, access: Access): Promise<SftpClient> {
  const client = new SftpClient("tongcha", { error: ignore, end: ignore, close: ignore });
  const sock = await openSocket(access, from);
  let isOther = false;
  try {
    await client.connect({
      sock,
      username: from.user,
      readyTimeout: READY_MS,
      ...(from.password === undefined ? {} : { password: access.secretOf(from.password) }),
      ...(from.privateKey === undefined ? {} : { privateKey: access.secretOf(from.privateKey) }),
      hostVerifier: (key: Buffer) => {
        isOther = fingerprintOf(key) !== from.hostKey;
        return !isOther;
      },
    });
    return client;
  } catch (error) {
    sock.destroy();
    throw isOther ? new HubError("SOURCE_HOST_KEY") : error;
  }
}

function ignore(): void {
  // What fails is told by the call that fails.
}

function fingerprintOf(key: Buffer): string {
  return `SHA256:${createHash("sha256").update(key).digest("base64").replace(/=+$/, "")}`;
}

async function list(client: SftpClient, { folder, files }: Sftp): Promise<readonly Listed[]> {
  const entries = await client.list(folder);
  if (entries.length > MOST_ENTRIES) throw tooMany();
  return entries
    .filter(({ type, name }) => type === "-" && isName(name) && matchesGlob(name, files))
    .map(({ name, size, modifyTime }) => ({ name, size, changedMs: modifyTime }));
}

/** A server may answer anything: what is no name of a file in the folder is none of its files. */
function isName(name: string): boolean {
  return !/[/\\\p{Cc}]/u.test(name) && name !== "." && name !== "..";
}

function read(client: SftpClient, { folder }: Sftp, listed: Listed): FoundFile {
  const path = posix.join(folder, listed.name);
  const bytes = async function* (): AsyncGenerator<Uint8Array> {
    let size = 0;
    for await (const piece of client.createReadStream(path)) {
      const part = Buffer.from(piece);
      size += part.length;
      if (size > listed.size) throw changed();
      yield part;
    }
    if (size !== listed.size) throw strange("文件不完整", "a file of it ends too early");
    if ((await client.stat(path)).modifyTime !== listed.changedMs) throw changed();
  };
  return { name: listed.name, mark: markOf(listed), bytes: bytes() };
}
