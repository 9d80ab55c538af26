/**
 * Cells that a clerk corrected online: kept sealed beside the file as it came, which stays as it is, and
 * erased with it.
 */
import { createHash } from "node:crypto";
import type pg from "pg";
import type { FeedContract } from "#kit";
import type { CellCorrection, Queryable } from "#kit/hub";
import { HubError } from "#schema/errors.js";
import { readPart, storePart } from "../desk/originals.js";
import type { Seal } from "../desk/seal.js";

/** Where they lie among the parts of the file. */
const PART = -1;
const MOST = 500;
/** UTF-16 units. */
const MOST_TEXT = 5_000;

/** Those of before and the new ones, of which the last of a cell counts. Throws CORRECTION_INVALID. */
export function mergeCorrections(
  contract: FeedContract,
  before: readonly CellCorrection[],
  given: readonly CellCorrection[],
): readonly CellCorrection[] {
  if (given.length === 0) throw invalid("没有填写更正的内容", "there is nothing to correct");
  const cells = new Map(before.map((one) => [`${one.row} ${one.field}`, one]));
  for (const { row, field, text } of given) {
    if (row < 1) throw invalid("行号从1起", "rows are counted from 1");
    if (!Object.hasOwn(contract.columns, field))
      throw invalid(`没有列 ${field.slice(0, 60)}`, `there is no column ${field.slice(0, 60)}`);
    if (text.length > MOST_TEXT)
      throw invalid(`单元格最多${MOST_TEXT}个字符`, `a cell has ${MOST_TEXT} characters at most`);
    cells.set(`${row} ${field}`, { row, field, text });
  }
  if (cells.size > MOST)
    throw invalid(
      `在线更正最多${MOST}个单元格，更多的请在文件中更正`,
      `${MOST} cells at most are corrected so; correct more of them in the file`,
    );
  return [...cells.values()].toSorted(
    (one, other) => one.row - other.row || (one.field < other.field ? -1 : 1),
  );
}

export async function keepCorrections(
  { pool, seal }: { readonly pool: pg.Pool; readonly seal: Seal },
  submission: string,
  corrections: readonly CellCorrection[],
): Promise<void> {
  await storePart({ pool, seal }, { submission, part: PART }, Buffer.from(JSON.stringify(corrections)));
}

/** None of a file that is read as it came. */
export async function readCorrections(
  client: Queryable,
  seal: Seal,
  submission: string,
): Promise<readonly CellCorrection[]> {
  const kept = await readPart(client, seal, submission, PART);
  // `keepCorrections` alone writes it
  return kept === null ? [] : (JSON.parse(kept.toString()) as readonly CellCorrection[]);
}

/** Equal for equal files with equal corrections alone. */
export function digestOf(seal: Seal, file: string, corrections: readonly CellCorrection[]): string {
  return seal.digest(
    createHash("sha256")
      .update(JSON.stringify([file, corrections]))
      .digest("hex"),
  );
}

function invalid(reason: string, reasonEn: string): HubError {
  return new HubError("CORRECTION_INVALID", { reason, reasonEn });
}
