/**
 * A workbook: the first visible sheet that has the header. It lies on disk while it is read; see `spool.ts`.
 * Fails as the parts of this folder do, with FEED_COLUMNS when no sheet has a header, and with FEED_EMPTY.
 */
import { HubError } from "#schema/errors.js";
import type { FeedContract } from "../../feed/contract.js";
import { findHeader } from "../find-header.js";
import { indexHeaders, type HeaderIndex } from "../header-index.js";
import { isBlankRow, openTable, startTable, type OpenFeed, type TableStart } from "../open-feed.js";
import { closing, transform } from "../pieces.js";
import type { ReadLimits } from "../refusals.js";
import { openArchive } from "./archive.js";
import { readDateStyles } from "./date-styles.js";
import { readSharedStrings } from "./shared-strings.js";
import { readSheetRows, type SheetContext } from "./sheet-rows.js";
import { spool, type SpooledFile } from "./spool.js";
import { readWorkbookParts, type SheetPart } from "./workbook-parts.js";

export interface OpenWorkbook extends OpenFeed {
  /** Of the sheet that is read. */
  readonly sheetName: string;
}

export async function openWorkbook(contract: FeedContract, pieces: AsyncIterable<Uint8Array>, limits: ReadLimits): Promise<OpenWorkbook> {
  return openSpooledWorkbook(contract, await spool(pieces), limits);
}

/** Takes the file over, and closes it. */
export async function openSpooledWorkbook(contract: FeedContract, file: SpooledFile, limits: ReadLimits): Promise<OpenWorkbook> {
  const toClose = [file.close];
  const close = async (): Promise<void> => {
    for (const closeOne of toClose) await closeOne();
  };
  try {
    const archive = await openArchive(file, limits);
    const { sheets, sharedStrings, styles, is1904 } = await readWorkbookParts(archive);
    const strings = await readSharedStrings(archive, sharedStrings, limits);
    toClose.push(strings.close);
    const context: SheetContext = { archive, sharedStrings: strings, dateStyles: await readDateStyles(archive, styles), is1904, limits };
    const find = indexHeaders(contract);
    const { sheet, start } = await chooseSheet(context, sheets, find);
    const feed = openTable(contract, start, find, { format: "xlsx", encoding: null });
    return { ...feed, sheetName: sheet.name, groups: closing(feed.groups, close) };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The first visible sheet with a header; when there is none, the first with anything in it. */
async function chooseSheet(context: SheetContext, sheets: readonly SheetPart[], find: HeaderIndex): Promise<{ readonly sheet: SheetPart; readonly start: TableStart }> {
  let fallback: SheetPart | null = null;
  for (const sheet of sheets.filter(({ isVisible }) => isVisible)) {
    const start = await startSheet(context, sheet);
    if (findHeader(start.rows, find)) return { sheet, start };
    await start.groups.return?.();
    if (start.rows.length > 0) fallback ??= sheet;
  }
  if (fallback === null) throw new HubError("FEED_EMPTY");
  return { sheet: fallback, start: await startSheet(context, fallback) };
}

async function startSheet(context: SheetContext, { path }: SheetPart): Promise<TableStart> {
  return startTable(transform(readSheetRows(context, path), (rows) => rows.filter((row) => !isBlankRow(row))));
}
