/**
 * The clerk's own workbook with its bad cells marked, or null when it has to be copied instead: when it is
 * large, since exceljs holds it whole, some twenty times its XML; and when exceljs fails on it, which it does
 * on prefixed names and on ranges of a whole sheet. It runs in a process of its own with limits on memory and
 * time: the hub goes on meanwhile, and survives it (a thread that runs out of memory would take the hub with
 * it).
 */
import { fork } from "node:child_process";
import { buffer } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { HubError } from "#schema/errors.js";
import type { FeedContract } from "../feed/contract.js";
import type { Finding } from "../feed/stages.js";
import type { ReadLimits } from "../read/refusals.js";
import { openArchive } from "../read/xlsx/archive.js";
import { openSpooledWorkbook } from "../read/xlsx/open-workbook.js";
import type { SpooledFile } from "../read/xlsx/spool.js";
import type { MarkJob } from "./mark-workbook.js";
import { textColumns } from "./marks.js";
import { countUnfoldedCells, type UnfoldedCells } from "./unfolded-cells.js";

const FILE_BYTES = 4 * 2 ** 20;
const INFLATED_BYTES = 16 * 2 ** 20;
const HEAP_MIB = 384;
const TIME_LIMIT_MS = 30_000;
const UNFOLDED_CELLS = 200_000;

export async function markInPlace(
  contract: FeedContract,
  file: SpooledFile,
  findings: readonly Finding[],
  limits: ReadLimits,
): Promise<Uint8Array | null> {
  const unfolded = (await file.handle.stat()).size > FILE_BYTES ? null : await measure(file, limits);
  if (unfolded === null || unfolded.merged > UNFOLDED_CELLS) return null;
  const { head, sheetName, groups } = await openSpooledWorkbook(
    contract,
    { handle: file.handle, close: async () => undefined },
    limits,
  );
  await groups.return?.();
  const bytes = new Uint8Array(await buffer(file.handle.createReadStream({ start: 0, autoClose: false })));
  return runApart({
    bytes,
    sheetName,
    head,
    findings,
    texts: textColumns(head, contract),
    keepRules: unfolded.ruled <= UNFOLDED_CELLS,
  });
}

/** Null when the workbook is too large to be held. */
async function measure(file: SpooledFile, limits: ReadLimits): Promise<UnfoldedCells | null> {
  try {
    await (await openArchive(file, { ...limits, inflatedBytes: INFLATED_BYTES })).unpackAll();
    return await countUnfoldedCells(await openArchive(file, limits));
  } catch (error) {
    if (error instanceof HubError) return null;
    throw error;
  }
}

async function runApart(job: MarkJob): Promise<Uint8Array | null> {
  const outcome = Promise.withResolvers<Uint8Array | null>();
  const child = fork(fileURLToPath(new URL("./mark-process.js", import.meta.url)), {
    execArgv: [`--max-old-space-size=${HEAP_MIB}`],
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    timeout: TIME_LIMIT_MS,
    killSignal: "SIGKILL",
  });
  child.once("message", (bytes) => outcome.resolve(bytes instanceof Uint8Array ? bytes : null));
  child.once("error", (error) => outcome.reject(error));
  // After every message, and when it ends in any way
  child.once("disconnect", () => outcome.resolve(null));
  child.send(job, (error) => {
    // It ended before it could listen: its exit tells
    if (error) child.kill("SIGKILL");
  });
  return outcome.promise;
}
