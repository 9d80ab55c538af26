/**
 * A workbook: the first visible sheet that has the header. It lies on disk while it is read; see `spool.ts`.
 * Fails as the parts of this folder do, with FEED_COLUMNS when no sheet has a header, and with FEED_EMPTY.
 */
import { HubError } from "#schema/errors.js";
import type { FeedContract } from "../../feed/contract.js";
import type { Finding } from "../../feed/stages.js";
import { fileFinding } from "../file-head.js";
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
    const ignored = await otherTables(context, sheets.slice(sheets.indexOf(sheet) + 1), find);
    const head = { ...feed.head, findings: [...feed.head.findings, ...ignored] };
    return { ...feed, head, sheetName: sheet.name, groups: closing(feed.groups, close) };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The first visible sheet with a header; when there is none, the one that comes nearest, so that its faults can be told. */
async function chooseSheet(context: SheetContext, sheets: readonly SheetPart[], find: HeaderIndex): Promise<{ readonly sheet: SheetPart; readonly start: TableStart }> {
  let nearest: SheetPart | null = null;
  let mostKnown = -1;
  for (const sheet of sheets.filter(({ isVisible }) => isVisible)) {
    const start = await startSheet(context, sheet);
    const found = findHeader(start.rows, find);
    if (found?.isSure) return { sheet, start };
    await start.groups.return?.();
    const known = found?.known ?? 0;
    if (start.rows.length > 0 && known > mostKnown) [nearest, mostKnown] = [sheet, known];
  }
  if (nearest === null) throw new HubError("FEED_EMPTY");
  return { sheet: nearest, start: await startSheet(context, nearest) };
}

/** Sheets that would have been read, had they come first: nothing is left out without a word. */
async function otherTables(context: SheetContext, sheets: readonly SheetPart[], find: HeaderIndex): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const sheet of sheets.filter(({ isVisible }) => isVisible)) {
    const { rows, groups } = await startSheet(context, sheet);
    await groups.return?.();
    const found = findHeader(rows, find);
    if (found?.isSure && rows.length > found.last + 1) findings.push(fileFinding("", null, "SHEET_IGNORED", { sheet: sheet.name.slice(0, SHOWN_CHARACTERS) }));
  }
  return findings;
}

const SHOWN_CHARACTERS = 100;

async function startSheet(context: SheetContext, { path }: SheetPart): Promise<TableStart> {
  return startTable(transform(readSheetRows(context, path), (rows) => rows.filter((row) => !isBlankRow(row))));
}
