/**
 * `tongcha sample <feed>`: an invented file of any feed, as a clerk would send it, to the standard output or
 * to a file.
 */
import { createWriteStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { HubError } from "#schema/errors.js";
import type { FeedContract } from "../../../services/kit/feed/contract.js";
import { discoverContracts } from "../../../services/kit/graph/serve/discover.js";
import { findSampleGenerator } from "../../../services/kit/sample/discover-sample.js";
import { generateRows } from "../../../services/kit/sample/generate-rows.js";
import { injectFaults } from "../../../services/kit/sample/inject-faults.js";
import { writeSample } from "../../../services/kit/sample/write-sample.js";
import { parseDate, today } from "../../../services/kit/values/dates.js";
import { type Command, type CommandInput, textOption } from "../command.js";
import { findSampleDepartment } from "../../start/sample-department.js";

const FORMATS = ["csv", "xlsx", "json", "ndjson"] as const;
const ENCODINGS = ["utf8", "gbk"] as const;

const command: Command = {
  name: "sample",
  parameters: "<feed>",
  help: { zh: "生成虚构的报送文件。", en: "Makes an invented file of a feed." },
  options: [
    { flags: "--rows <number>", help: "行数 Rows.", fallback: "1000" },
    {
      flags: "--seed <text>",
      help: "种子：相同的种子生成相同的文件 The same seed gives the same file.",
      fallback: "1",
    },
    { flags: "--format <format>", help: FORMATS.join(" | "), fallback: "csv" },
    { flags: "--encoding <encoding>", help: `CSV: ${ENCODINGS.join(" | ")}`, fallback: "utf8" },
    {
      flags: "--bad <fraction>",
      help: "有错误的行所占比例 Fraction of rows with a fault, 0 to 1.",
      fallback: "0",
    },
    {
      flags: "--department <code>",
      help: "部门编码 Department that would hand it in (default: the feed's lead).",
    },
    { flags: "--today <date>", help: "当作今天的日期 The day that counts as today, YYYY-MM-DD." },
    { flags: "--out <file>", help: "写入文件（默认标准输出） File to write (default: standard output)." },
    {
      flags: "--expected <file>",
      help: "应查出的问题清单（JSON） Where to write the findings that a check must bring, as JSON.",
    },
  ],
  run: async (input) => {
    const contracts = await discoverContracts();
    const contract = findContract(contracts, input.parameters[0] ?? "");
    const department = await findSampleDepartment(
      contracts,
      textOption(input, "department") ?? contract.lead,
    );
    const [seed, format] = [textOption(input, "seed") ?? "", oneOf(input, "format", FORMATS)];
    const sample = (await findSampleGenerator(contract.id)) ?? undefined;
    const clean = generateRows(contract, {
      rows: numberOption(input, "rows", Number.MAX_SAFE_INTEGER, true),
      seed,
      today: dayOption(input),
      department,
      sample,
    });
    const firstRow = format === "csv" || format === "xlsx" ? 2 : 1;
    const { rows, expected } = injectFaults(contract, clean, {
      fraction: numberOption(input, "bad", 1, false),
      seed,
      firstRow,
    });
    const out = textOption(input, "out");
    await writeSample(
      contract,
      rows,
      { format, encoding: oneOf(input, "encoding", ENCODINGS) },
      out === null ? process.stdout : createWriteStream(out),
    ).catch(refuseDestination);
    const expectedFile = textOption(input, "expected");
    if (expectedFile !== null) await writeFile(expectedFile, `${JSON.stringify(expected, null, 1)}\n`);
  },
};
export default command;

function findContract(contracts: readonly FeedContract[], feed: string): FeedContract {
  const found = contracts.find(({ id }) => id === feed);
  if (!found) throw new HubError("FEED_UNKNOWN", { feed, known: contracts.map(({ id }) => id).join("、") });
  return found;
}

function oneOf<T extends string>(input: CommandInput, name: string, allowed: readonly T[]): T {
  const given = textOption(input, name);
  const found = allowed.find((each) => each === given);
  if (found === undefined)
    throw new HubError("OPTION_INVALID", { option: `--${name}`, wanted: allowed.join("、") });
  return found;
}

function numberOption(input: CommandInput, name: string, most: number, isWhole: boolean): number {
  const text = textOption(input, name) ?? "";
  const value = Number(text);
  if (!/^\d+(?:\.\d+)?$/.test(text) || value > most || (isWhole && !Number.isSafeInteger(value))) {
    throw new HubError("OPTION_INVALID", {
      option: `--${name}`,
      wanted: isWhole ? "12" : `0至${most}`,
      wantedEn: isWhole ? "12" : `0 to ${most}`,
    });
  }
  return value;
}

function dayOption(input: CommandInput): string {
  const text = textOption(input, "today") ?? today();
  const day = parseDate(text);
  if (!day.ok) throw new HubError("OPTION_INVALID", { option: "--today", wanted: "2026-06-03" });
  return day.value;
}

/**
 * `tongcha sample … | head` has read enough; a file that cannot be written is the caller's to choose again.
 */
function refuseDestination(error: unknown): void {
  const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
  if (code === "EPIPE") return;
  throw UNWRITABLE.has(code)
    ? new HubError("OPTION_INVALID", {
        option: "--out",
        wanted: `可以写入的文件（${code}）`,
        wantedEn: `a file that can be written (${code})`,
      })
    : error;
}

const UNWRITABLE = new Set(["ENOENT", "ENOTDIR", "EISDIR", "EACCES", "EPERM", "EROFS", "ENOSPC"]);
