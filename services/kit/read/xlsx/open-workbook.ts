/**
 * A workbook: the sheet that `choose-sheet.ts` takes, with its merged cells filled. It lies on disk while it
 * is read; see `spool.ts`. Fails as the parts of this folder do, with FEED_COLUMNS when no sheet has a
 * header, and with FEED_EMPTY.
 */
import { Readable } from "node:stream";
import type { FeedContract } from "../../feed/contract.js";
import type { FileHead, Finding } from "../../feed/stages.js";
import { fileFinding } from "../file-head.js";
import { indexHeaders } from "../../feed/header-index.js";
import { openTable, type OpenFeed } from "../open-feed.js";
import { closing, transform } from "../pieces.js";
import type { ReadLimits } from "../refusals.js";
import { convertXls } from "../xls/convert-xls.js";
import { openArchive } from "./archive.js";
import { chooseSheet } from "./choose-sheet.js";
import { createMergedFiller } from "./fill-merged.js";
import { readMergedRanges } from "./merged-ranges.js";
import { readNumberFormats } from "./number-formats.js";
import { readSharedStrings } from "./shared-strings.js";
import type { SheetContext, SheetLayout } from "./sheet-rows.js";
import { spool, type SpooledFile } from "./spool.js";
import { readWorkbookParts } from "./workbook-parts.js";

export interface OpenWorkbook extends OpenFeed {
  /** Name of the sheet that is read. */
  readonly sheetName: string;
}

export async function openWorkbook(
  contract: FeedContract,
  pieces: AsyncIterable<Uint8Array>,
  limits: ReadLimits,
): Promise<OpenWorkbook> {
  return openSpooledWorkbook(contract, await spool(pieces), limits);
}

/** An old workbook, by way of the same as XLSX. */
export async function openOldWorkbook(
  contract: FeedContract,
  pieces: AsyncIterable<Uint8Array>,
  limits: ReadLimits,
): Promise<OpenWorkbook> {
  const bytes = await convertXls(pieces);
  const feed = await openWorkbook(contract, Readable.from([bytes]), limits);
  return { ...feed, head: { ...feed.head, format: "xls" } };
}

/** Takes the file over, and closes it. */
export async function openSpooledWorkbook(
  contract: FeedContract,
  file: SpooledFile,
  limits: ReadLimits,
): Promise<OpenWorkbook> {
  const toClose = [file.close];
  const close = async (): Promise<void> => {
    for (const closeOne of toClose) await closeOne();
  };
  try {
    const archive = await openArchive(file, limits);
    const { sheets, sharedStrings, styles, is1904 } = await readWorkbookParts(archive);
    const strings = await readSharedStrings(archive, sharedStrings, limits);
    toClose.push(strings.close);
    const context: SheetContext = {
      archive,
      sharedStrings: strings,
      formats: await readNumberFormats(archive, styles),
      is1904,
      limits,
    };
    const { sheet, start, layout, findings } = await chooseSheet(context, contract, sheets);
    const merged = await readMergedRanges(archive, sheet.path);
    const feed = openTable(contract, start, indexHeaders(contract), {
      format: "xlsx",
      encoding: null,
      sheetName: sheet.name,
    });
    const head = {
      ...feed.head,
      findings: [...feed.head.findings, ...hiddenColumns(feed.head, layout), ...findings],
    };
    const fill = createMergedFiller(contract, head, merged);
    const groups =
      merged.length === 0
        ? feed.groups
        : transform(feed.groups, (rows) => rows.flatMap((row) => fill(row) ?? []));
    return { ...feed, head, sheetName: sheet.name, groups: closing(groups, close) };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Columns of the contract that nobody sees in the sheet. */
function hiddenColumns(
  { fields, headers }: FileHead,
  { hiddenColumns: hidden }: SheetLayout,
): readonly Finding[] {
  return fields.flatMap((field, at) =>
    field !== null && hidden.some(([first, last]) => at >= first && at <= last)
      ? [fileFinding(headers[at] ?? "", field, "COLUMN_HIDDEN", {})]
      : [],
  );
}
