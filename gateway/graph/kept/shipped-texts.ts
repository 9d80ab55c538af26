/**
 * Texts that ship with the program: `tongcha compose` writes them beside their graph, with `kept.json`, which
 * has the input digest and the proof of each. A hub with another graph finds nothing here.
 */
import { readFile } from "node:fs/promises";
import type { Log } from "../../log.js";
import { proofOf, type KeptTexts } from "./kept-texts.js";

export interface ShippedText {
  /** Relative to the folder. */
  readonly file: string;
  readonly of: string;
  readonly proof: string;
}

export const SHIPPED_LIST = "kept.json";

export function openShippedTexts(folder: URL, log: Log): KeptTexts {
  let reading: Promise<readonly ShippedText[]> | null = null;
  return {
    find: async (of) => {
      const shipped = (await (reading ??= readList(folder, log))).find((candidate) => candidate.of === of);
      if (!shipped) return null;
      const text = await readFile(new URL(shipped.file, folder), "utf8").catch(() => null);
      if (text !== null && proofOf(of, text) === shipped.proof) return text;
      log({
        level: "warn",
        file: shipped.file,
        message: "A file of the program is not what it was made to be, and is not used",
      });
      return null;
    },
  };
}

async function readList(folder: URL, log: Log): Promise<readonly ShippedText[]> {
  try {
    const list: unknown = JSON.parse(await readFile(new URL(SHIPPED_LIST, folder), "utf8"));
    return Array.isArray(list) ? list.filter(isShipped) : [];
  } catch (error) {
    log({
      level: "warn",
      file: SHIPPED_LIST,
      error: String(error),
      message: "A file of the program cannot be read, and is not used",
    });
    return [];
  }
}

function isShipped(value: unknown): value is ShippedText {
  return (
    typeof value === "object" &&
    value !== null &&
    ["file", "of", "proof"].every((name) => typeof Reflect.get(value, name) === "string")
  );
}
