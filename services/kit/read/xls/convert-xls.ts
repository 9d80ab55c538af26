/**
 * The bytes of an old workbook → those of the same as XLSX, in a process of its own with limits on memory and
 * time: SheetJS holds a workbook whole. Refuses with FEED_FORMAT what has a password, is damaged or another
 * document, with FEED_ARCHIVE what is too large, with FEED_TOO_LARGE a file over the limit.
 */
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { HubError } from "#schema/errors.js";
import { badArchive, notReadable } from "../refusals.js";
import type { Converted } from "./to-xlsx.js";

/** A sheet has 65,536 rows at most; 32 MiB are a workbook of some 4 million cells. */
const FILE_BYTES = 32 * 2 ** 20;
const HEAP_MIB = 1_024;
const TIME_LIMIT_MS = 60_000;

export async function convertXls(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    bytes += piece.length;
    if (bytes > FILE_BYTES) throw new HubError("FEED_TOO_LARGE", { limitMiB: FILE_BYTES / 2 ** 20 });
    chunks.push(piece);
  }
  const converted = await runApart(new Uint8Array(Buffer.concat(chunks, bytes)));
  if (converted === null) throw badArchive("旧版工作簿过大", "the old workbook is too large");
  if ("bytes" in converted) return converted.bytes;
  switch (converted.fault) {
    case "PASSWORD":
      throw notReadable(
        "这是加了密码的工作簿，请取消密码后另存",
        "it is a workbook with a password; save it without one",
      );
    case "OTHER_DOCUMENT":
      throw notReadable(
        "这不是工作簿（可能是旧版 Word、PPT 等文件）",
        "it is no workbook but perhaps an old Word or PowerPoint file",
      );
    case "DAMAGED":
      throw notReadable("旧版工作簿已损坏", "the old workbook is damaged");
  }
}

/** Null when the process ended without an answer: out of memory, or out of time. */
async function runApart(bytes: Uint8Array): Promise<Converted | null> {
  const outcome = Promise.withResolvers<Converted | null>();
  const child = fork(fileURLToPath(new URL("./xls-process.js", import.meta.url)), {
    execArgv: [`--max-old-space-size=${HEAP_MIB}`],
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    timeout: TIME_LIMIT_MS,
    killSignal: "SIGKILL",
  });
  child.once("message", (answer: Converted) => outcome.resolve(answer));
  child.once("error", (error) => outcome.reject(error));
  // After every message, and when it ends in any way
  child.once("disconnect", () => outcome.resolve(null));
  child.send(bytes, (error) => {
    // It ended before it could listen: its exit tells
    if (error) child.kill("SIGKILL");
  });
  return outcome.promise;
}
