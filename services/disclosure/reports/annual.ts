/**
 * The annual report of an organ or of the district, as of a day: its six parts, from the records that were
 * public then.
 */
import type { FeedContract, PublishedRecord, SubgraphContext } from "#kit";
import { publishedBatches } from "#kit/hub";
import { cellCode } from "../annual/cells.js";
import { ANNUAL_PARTS, formOf, type AnnualForm, type FormTable } from "../annual/form.js";
import { DISTRICT } from "../annual/organ.js";
import { knownOn, type Reading } from "../duties/read/known.js";
import { lastReleaseOn, type LastRelease } from "../duties/read/last-release.js";

export interface AnnualScope {
  readonly year: string;
  /** A department's code, or `district`. */
  readonly organ: string;
  readonly asOf: string;
  readonly isFinal: boolean;
}

export interface AnnualRow {
  readonly group: string;
  readonly label: string;
  readonly labelEn: string;
  /** By the columns of the table; null: not reported, or no cell of the form. */
  readonly values: readonly (string | null)[];
}

export interface AnnualReportTable {
  readonly table: FormTable;
  readonly rows: readonly AnnualRow[];
}

export interface AnnualPart {
  readonly number: string;
  readonly title: string;
  readonly titleEn: string;
  /** Null where it is a table, or was not reported. */
  readonly text: string | null;
  readonly table: AnnualReportTable | null;
}

export interface AnnualReport extends AnnualScope {
  readonly name: string;
  readonly form: AnnualForm;
  readonly release: LastRelease | null;
  readonly parts: readonly AnnualPart[];
}

const FIGURES = "disclosure.annual-figures";
const TEXTS = "disclosure.annual-reports";

/** Values by the codes of cells, as they were public by the day. */
export async function cellValues(reading: Reading, scope: AnnualScope): Promise<ReadonlyMap<string, string>> {
  const release = (await lastReleaseOn(reading.statements, scope.asOf))?.number ?? 0;
  const figures = await recordsOf(reading, FIGURES, ["cell", "value"], { ...scope, release });
  return new Map(
    figures.flatMap(({ cell, value }) =>
      typeof cell === "string" && typeof value === "string" ? [[cell, value]] : [],
    ),
  );
}

/** Null where nothing of the report was public by that day. */
export async function readAnnual(reading: Reading, scope: AnnualScope): Promise<AnnualReport | null> {
  const form = formOf(scope.year);
  if (!form) return null;
  const release = await lastReleaseOn(reading.statements, scope.asOf);
  const values = await cellValues(reading, scope);
  const [texts] = await recordsOf(reading, TEXTS, ["overview", "problems", "others"], {
    ...scope,
    release: release?.number ?? 0,
  });
  if (values.size === 0 && !texts) return null;
  const name =
    scope.organ === DISTRICT ? "北京市密云区" : (await knownOn(scope.asOf, reading)).nameOf(scope.organ);
  return {
    ...scope,
    name,
    form,
    release,
    parts: ANNUAL_PARTS.map((part) => ({
      number: part.number,
      title: part.zh,
      titleEn: part.en,
      text: "text" in part ? textOf(texts?.[part.text]) : null,
      table: "table" in part ? tableOf(form, part.table, values) : null,
    })),
  };
}

/** The organs that have reported of a year by a day, the district first. */
export async function reportedOrgans(
  { context, statements }: Reading,
  { year, asOf }: Pick<AnnualScope, "year" | "asOf">,
): Promise<readonly string[]> {
  const release = (await lastReleaseOn(statements, asOf))?.number ?? 0;
  const found = new Set<string>();
  for (const feed of [FIGURES, TEXTS])
    for (const record of await recordsOf({ context, statements }, feed, ["organCode"], {
      year,
      organ: null,
      release,
    })) {
      const code = textOf(record["organCode"]);
      if (code !== null) found.add(code);
    }
  return [...found].toSorted((one, other) =>
    one === DISTRICT ? -1 : other === DISTRICT ? 1 : one < other ? -1 : 1,
  );
}

function tableOf(
  form: AnnualForm,
  code: FormTable["code"],
  values: ReadonlyMap<string, string>,
): AnnualReportTable | null {
  const table = form.tables.find((one) => one.code === code);
  if (!table) return null;
  return {
    table,
    rows: table.rows.map((row) => ({
      group: row.group ?? "",
      label: row.zh,
      labelEn: row.en,
      values: table.columns.map((column) => values.get(cellCode(code, row.code, column.code)) ?? null),
    })),
  };
}

async function recordsOf(
  { context, statements }: Reading,
  feed: string,
  fields: readonly string[],
  {
    year,
    organ,
    release,
  }: { readonly year: string; readonly organ: string | null; readonly release: number },
): Promise<readonly PublishedRecord[]> {
  const contract = contractOf(context, feed);
  if (!contract) return [];
  const where = { year: { eq: year }, ...(organ !== null && { organCode: { eq: organ } }) };
  const list = { where, orderBy: [], asOf: release, fields: new Set(fields) };
  const all: PublishedRecord[] = [];
  for await (const records of publishedBatches(statements, contract, list)) all.push(...records);
  return all;
}

function contractOf({ contracts }: SubgraphContext, feed: string): FeedContract | null {
  return contracts().find(({ id }) => id === feed) ?? null;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
