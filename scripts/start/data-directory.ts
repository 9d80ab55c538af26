/** The folder of the embedded database and the keys: it can be made, and what is written there stays. */
import { mkdir, open, rm, stat, statfs } from "node:fs/promises";
import { dirname, join } from "node:path";
import { HubError } from "#schema/errors.js";
import { systemCode, systemWords } from "./read-text.js";

const MIB = 1024 * 1024;
/** For the embedded database: for a new one with the samples, and for one that is there to go on with. */
const NEW_MIB = 256;
const KEPT_MIB = 32;
/** PostgreSQL's files of its log have that size. */
const PROBE_BYTES = 16 * MIB;

/** Throws DATA_UNWRITABLE. What a quota or a limit of the process forbids is seen by writing alone. */
export async function assertWritable(directory: string): Promise<void> {
  await makeDirectory(directory);
  try {
    const { bavail, bsize } = await statfs(directory);
    const needed = (await isDirectory(join(directory, "database"))) ? KEPT_MIB : NEW_MIB;
    const free = Math.floor((bavail * bsize) / MIB);
    if (free < needed)
      throw new HubError("DATA_UNWRITABLE", {
        directory,
        reason: `磁盘只剩 ${free} MiB，至少需要 ${needed} MiB`,
        reasonEn: `its disk has ${free} MiB left, and ${needed} are needed`,
      });
    await writeProbe(join(directory, `probe.${process.pid}`));
  } catch (error) {
    throw unwritable(directory, error);
  }
}

/** Throws DATA_UNWRITABLE. */
export async function makeDirectory(directory: string): Promise<void> {
  try {
    await makeWithParents(directory);
  } catch (error) {
    throw unwritable(directory, error);
  }
}

/** One after the other: Node's own way never ends where the system takes no folder at all, as under /proc. */
async function makeWithParents(directory: string): Promise<void> {
  if (await isDirectory(directory)) return;
  const parent = dirname(directory);
  if (parent !== directory) await makeWithParents(parent);
  try {
    await mkdir(directory, { mode: 0o700 });
  } catch (error) {
    // Another process that starts may have been first.
    if (!(await isDirectory(directory))) throw error;
  }
}

/** The system's own refusal of what is done in the data directory, as DATA_UNWRITABLE. */
export function unwritable(directory: string, error: unknown): unknown {
  if (error instanceof HubError || systemCode(error) === "") return error;
  return new HubError("DATA_UNWRITABLE", {
    directory,
    ...(systemCode(error) === "ENOENT" ? NO_PLACE : systemWords(error)),
  });
}

const NO_PLACE = { reason: "该位置不能建立文件夹", reasonEn: "no folder can be made there" };

async function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function writeProbe(path: string): Promise<void> {
  try {
    const file = await open(path, "w", 0o600);
    try {
      await file.writeFile(Buffer.alloc(PROBE_BYTES));
      await file.sync();
    } finally {
      await file.close();
    }
  } finally {
    await rm(path, { force: true });
  }
}
