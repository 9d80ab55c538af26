/** Saves a workbook of the hub's as a file. */
import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { HubError } from "#schema/errors.js";
import { authorization, hubUrl, openAnswer, tokenOf } from "../ask-hub.js";
import type { CommandInput } from "../command.js";

export async function saveWorkbook(input: CommandInput, path: string, file: string): Promise<void> {
  const body = await openAnswer(input, new URL(path, hubUrl(input)), {
    headers: authorization(tokenOf(input)),
  });
  try {
    await pipeline(Readable.fromWeb(body), createWriteStream(file));
  } catch (error) {
    throw new HubError("OPTION_INVALID", {
      option: file,
      wanted: error instanceof Error ? error.message : String(error),
    });
  }
}
