/**
 * Reads files in processes of their own with limits on memory and time: whatever is in a file, the hub goes
 * on. Throws ATTACHMENT_UNREADABLE.
 */
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import pLimit from "p-limit";
import { HubError } from "#schema/errors.js";
import type { Kind } from "../kinds.js";
import { BROKEN, TOO_COMPLEX, type FileText } from "./file-text.js";
import type { ReadAnswer, ReadJob } from "./read-process.js";

/** Files of a hundred pages take a tenth of it. */
const MEMORY_BYTES = 768 * 2 ** 20;
const HEAP_MIB = 512;
const TIME_LIMIT_MS = 60_000;
const AT_ONCE = pLimit(2);

export async function readApart(kind: Kind, bytes: Uint8Array): Promise<FileText> {
  const answer = await AT_ONCE(() => runApart({ kind, bytes, memoryBytes: MEMORY_BYTES }));
  if ("fault" in answer)
    throw new HubError("ATTACHMENT_UNREADABLE", { reason: answer.fault.zh, reasonEn: answer.fault.en });
  return answer;
}

/** A process that was ended says nothing: the file was too much for it. One that failed has a code. */
async function runApart(job: ReadJob): Promise<ReadAnswer> {
  const outcome = Promise.withResolvers<ReadAnswer>();
  const child = fork(fileURLToPath(new URL("./read-process.js", import.meta.url)), {
    execArgv: [`--max-old-space-size=${HEAP_MIB}`],
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    timeout: TIME_LIMIT_MS,
    killSignal: "SIGKILL",
  });
  child.once("message", (answer: ReadAnswer) => outcome.resolve(answer));
  child.once("error", (error) => outcome.reject(error));
  // After every message, and when it ends in any way.
  child.once("exit", (code) => outcome.resolve({ fault: code === FAILED ? BROKEN : TOO_COMPLEX }));
  child.send(job, (error) => {
    // It ended before it could listen: its exit tells.
    if (error) child.kill("SIGKILL");
  });
  return outcome.promise;
}

const FAILED = 1;
