/**
 * How a command ends that cannot go on: a Chinese sentence, an English one with the code, or the same as
 * JSON; never a stack. A fault of a server's own is a line of its log.
 */
import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CommanderError } from "commander";
import { HubError } from "#schema/errors.js";
import { describeError } from "#schema/runtime/describe-error.js";
import { EXIT } from "../start/exit-codes.js";
import { createLog } from "../start/log.js";
import { HubRefusal } from "./hub-refusal.js";

export interface ToldError {
  readonly code: string;
  readonly message: string;
  readonly english: string;
  readonly details: Readonly<Record<string, unknown>>;
  /** Status of the hub's answer; null where no hub was asked. */
  readonly status: number | null;
  readonly address: string | null;
}

/** `json`: on the standard output. `line`: a server's whose log nobody reads on a terminal. */
export type ToldForm = "sentences" | "json" | "line";

/** The exit code. */
export function tellError(error: unknown, form: ToldForm): number {
  if (form === "line" && !isKnown(error)) return logFault(error);
  const told = toTold(error);
  if (form === "json") process.stdout.write(`${JSON.stringify({ error: told }, null, 2)}\n`);
  else
    process.stderr.write(`${told.message}\n${told.english}  [${told.code}]\n`.replace(STEERING, "\u{FFFD}"));
  return told.code === "INTERNAL" ? EXIT.fault : EXIT.refused;
}

/** A fault is told by what it is: the log is where its reference would lead. */
function logFault(error: unknown): number {
  createLog().error({ event: "start", ...describeError(error) }, "The process cannot start");
  return EXIT.fault;
}

function isKnown(error: unknown): boolean {
  return [HubError, HubRefusal, CommanderError].some((kind) => error instanceof kind);
}

/** Characters that could control the terminal; a message may quote text of others. */
const STEERING = /(?!\n)[\p{Cc}\p{Cf}]/gu;

function toTold(error: unknown): ToldError {
  if (error instanceof HubRefusal)
    return {
      code: error.code,
      message: error.message,
      english: error.english,
      details: error.details,
      status: error.status,
      address: error.address,
    };
  const known =
    error instanceof HubError ? error : error instanceof CommanderError ? misspelt(error) : unexpected(error);
  return {
    ...known.toJSON(),
    status: null,
    address: typeof known.details["address"] === "string" ? known.details["address"] : null,
  };
}

/** The library says in English which word is wrong, and which one may have been meant. */
function misspelt({ code, message }: CommanderError): HubError {
  const reasonEn = message
    .replace(/^error: /, "")
    .replaceAll(/\s*\n\s*/g, " ")
    .replace(/\.$/, "");
  const reason = MISSPELT[code] ?? "参数有误";
  return new HubError("COMMAND_INVALID", { reason: `${reason}（${reasonEn}）`, reasonEn });
}

const MISSPELT: Readonly<Record<string, string>> = {
  "commander.unknownCommand": "没有此命令",
  "commander.unknownOption": "没有此选项",
  "commander.missingArgument": "缺少参数",
  "commander.optionMissingArgument": "选项缺少值",
  "commander.excessArguments": "参数过多",
  "commander.help": "没有写命令",
};

/**
 * A mistake of ours: the details for a developer are in a file, under the reference that the sentence names.
 */
function unexpected(error: unknown): HubError {
  const requestId = randomUUID();
  const file = join(tmpdir(), `tongcha-${requestId}.log`);
  try {
    writeFileSync(file, error instanceof Error ? (error.stack ?? error.message) : String(error), {
      mode: 0o600,
    });
  } catch {
    return new HubError("INTERNAL", { requestId });
  }
  return new HubError("INTERNAL", { requestId: `${requestId}（${file}）` });
}
