/**
 * Which sheet of a workbook is read: the first visible one that has the header and a row below it; a form
 * that was left blank is passed over. Every other sheet with something in it has a finding that says that it
 * is not read.
 */
import { HubError } from "#schema/errors.js";
import { createStrayRows } from "../../check/stray-rows.js";
import type { FeedContract } from "../../feed/contract.js";
import type { Finding, RawRow } from "../../feed/stages.js";
import { fileFinding } from "../file-head.js";
import { findHeader, type FoundHeader } from "../find-header.js";
import { indexHeaders } from "../../feed/header-index.js";
import { isOwnSheet } from "../../feed/own-sheets.js";
import { isBlankRow, startTable, type TableStart } from "../open-feed.js";
import { transform } from "../pieces.js";
import { createSheetLayout, readSheetRows, type SheetContext, type SheetLayout } from "./sheet-rows.js";
import type { SheetPart } from "./workbook-parts.js";

export interface ChosenSheet {
  readonly sheet: SheetPart;
  readonly start: TableStart;
  readonly layout: SheetLayout;
  /** Findings about the sheets that are not read. */
  readonly findings: readonly Finding[];
}

/** The result of looking at the first rows of a sheet. */
interface Look {
  readonly sheet: SheetPart;
  readonly rows: readonly RawRow[];
  readonly found: FoundHeader | null;
  readonly hasRecords: boolean;
}

const SHOWN_CHARACTERS = 100;

export async function chooseSheet(
  context: SheetContext,
  contract: FeedContract,
  sheets: readonly SheetPart[],
): Promise<ChosenSheet> {
  const find = indexHeaders(contract);
  const looks: Look[] = [];
  for (const sheet of sheets) looks.push(await lookAt(sheet));
  const visible = looks.filter(({ sheet, rows }) => sheet.isVisible && rows.length > 0);
  const withHeader = visible.filter(({ found }) => found?.isSure);
  // When none has a header, the one that comes nearest, so that its faults can be told.
  const chosen =
    withHeader.find(({ hasRecords }) => hasRecords) ??
    withHeader[0] ??
    visible.toSorted((one, other) => (other.found?.known ?? 0) - (one.found?.known ?? 0))[0];
  if (chosen === undefined) throw new HubError("FEED_EMPTY");
  return {
    sheet: chosen.sheet,
    ...(await startSheet(context, chosen.sheet)),
    findings: findingsOf(looks, chosen),
  };

  async function lookAt(sheet: SheetPart): Promise<Look> {
    const { start } = await startSheet(context, sheet);
    await start.groups.return?.();
    const found = findHeader(start.rows, find);
    return {
      sheet,
      rows: start.rows,
      found,
      hasRecords: found?.isSure === true && hasRecords(contract, start.rows, found),
    };
  }
}

/** A row below the header with something in a column of the contract, that is no signature and no note. */
function hasRecords(
  contract: FeedContract,
  rows: readonly RawRow[],
  { last, headers, matches }: FoundHeader,
): boolean {
  const fields = matches.map((match) => match?.field ?? null);
  const strays = createStrayRows(contract, { headers, fields });
  return rows
    .slice(last + 1)
    .some(
      (row) =>
        strays.kindOf(row) === null &&
        row.cells.some((cell, at) => (fields[at] ?? null) !== null && cell !== ""),
    );
}

function findingsOf(looks: readonly Look[], chosen: Look): readonly Finding[] {
  const before = looks
    .slice(0, looks.indexOf(chosen))
    .filter(({ sheet, found }) => sheet.isVisible && found?.isSure);
  const name = ({ sheet }: Look): string => sheet.name.slice(0, SHOWN_CHARACTERS);
  const findings =
    before.length === 0
      ? []
      : [fileFinding("", null, "SHEET_READ", { sheet: name(chosen), others: before.map(name).join("、") })];
  for (const look of looks) {
    if (look === chosen || before.includes(look) || isOwnSheet(look.sheet.name)) continue;
    const code = codeOf(look);
    if (code !== null) findings.push(fileFinding("", null, code, { sheet: name(look) }));
  }
  return findings;
}

function codeOf({ sheet, rows, found, hasRecords: has }: Look): string | null {
  if (!sheet.isVisible) return has ? "SHEET_HIDDEN" : null;
  if (found?.isSure) return has ? "SHEET_IGNORED" : null;
  if (rows.length === 0) return null;
  const wide = rows.filter(({ cells }) => cells.filter((cell) => cell !== "").length > 1).length;
  return wide * 2 > rows.length ? "SHEET_CONTINUES" : "SHEET_NOTES";
}

async function startSheet(
  context: SheetContext,
  { path }: SheetPart,
): Promise<{ readonly start: TableStart; readonly layout: SheetLayout }> {
  const layout = createSheetLayout();
  const rows = transform(readSheetRows(context, path, layout), (group) =>
    group.filter((row) => !isBlankRow(row)),
  );
  return { start: await startTable(rows), layout };
}
