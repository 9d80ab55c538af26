/**
 * The tables of an annual report as a file of their feed, filled with what the hub knows: decisions and
 * documents by the releases, and what the report of the year before carries over; of the district, the sums
 * of the organs that have reported. What it does not know stays empty: an empty cell is refused, a 0 is not.
 */
import type { Writable } from "node:stream";
import { addDays, firstDayOf, shiftPeriod, storedFields, yearBefore } from "#kit";
import { compileWhere, createParameters, tableOf, type Queryable } from "#kit/hub";
import { cellCode, cellsOf, rowLabel } from "../annual/cells.js";
import { formOf, type AnnualForm } from "../annual/form.js";
import { DISTRICT } from "../annual/organ.js";
import { CELL_SOURCES, type CellSource } from "../annual/sources.js";
import { annualFigureColumns } from "../columns/annual-figures.js";
import { knownOn, type Reading } from "../duties/read/known.js";
import { lastReleaseOn } from "../duties/read/last-release.js";
import { REQUESTS, requestCells } from "./request-cells.js";
import { cellValues, reportedOrgans, type AnnualScope } from "./annual.js";
import { fileTime, writeReport } from "./workbook.js";

interface Filled {
  readonly value: number;
  readonly remark: string | null;
}

/** Null for a year without a form, and for what is no department. */
export async function writePrefilled(
  reading: Reading,
  scope: AnnualScope,
): Promise<((destination: Writable) => Promise<void>) | null> {
  const { year, organ, asOf } = scope;
  const form = formOf(year);
  const { departments, nameOf } = await knownOn(asOf, reading);
  if (!form || !(organ === DISTRICT || departments.has(organ))) return null;
  const filled = await (organ === DISTRICT ? sumsOf(reading, scope) : knownCells(reading, scope, form));
  const name = organ === DISTRICT ? "全区" : nameOf(organ);
  const rows = [...cellsOf(form)].map(([code, { table, row, column }]) => {
    const known = filled.get(code);
    return [year, name, table.zh, rowLabel(row), column.zh, known?.value ?? null, known?.remark ?? null];
  });
  const header = Object.values(annualFigureColumns).map(({ zh }) => zh);
  const sheet = { name: "年度报告数据", widths: [10, 32, 40, 56, 20, 12, 48], header, rows };
  return (destination) => writeReport([sheet], fileTime(asOf), destination);
}

type Cells = ReadonlyMap<string, Filled>;

async function knownCells(reading: Reading, scope: AnnualScope, form: AnnualForm): Promise<Cells> {
  const { year, organ, asOf } = scope;
  const { context, statements } = reading;
  const release = (await lastReleaseOn(statements, asOf))?.number ?? 0;
  const known = new Map<string, Filled>();
  // No organ of a district makes any.
  for (const [code, { row }] of cellsOf(form))
    if (row.code === "RULES") known.set(code, { value: 0, remark: null });
  for (const source of CELL_SOURCES) {
    const value = await readSource(reading, source, { year, organ, release });
    const title = context.contracts().find(({ id }) => id === source.feed)?.title.zh ?? "";
    if (value !== null)
      known.set(source.cell, { value, remark: `按“${title}”截至第${release}次发布的记录计` });
  }
  if (await hasHandedIn(statements, { feed: REQUESTS, organ, release })) {
    const title = context.contracts().find(({ id }) => id === REQUESTS)?.title.zh ?? "";
    for (const [code, value] of await requestCells(reading, { year, organ, release }))
      if (cellsOf(form).has(code))
        known.set(code, { value, remark: `按“${title}”截至第${release}次发布的记录计` });
  }
  const before = await cellValues(reading, { ...scope, year: yearBefore(year) });
  for (const [code, value] of before) {
    const [table = "", row, column = ""] = code.split(".");
    if (row === "CARRIED")
      known.set(cellCode(table, "BROUGHT", column), { value: Number(value), remark: null });
  }
  return known;
}

async function sumsOf(reading: Reading, scope: AnnualScope): Promise<Cells> {
  const organs = (await reportedOrgans(reading, scope)).filter((code) => code !== DISTRICT);
  const sums = new Map<string, number>();
  for (const organ of organs)
    for (const [code, value] of await cellValues(reading, { ...scope, organ }))
      sums.set(code, (sums.get(code) ?? 0) + Number(value));
  return new Map([...sums].map(([code, value]) => [code, { value, remark: null }]));
}

/** Null where the department never handed that in: nothing is known of it. */
async function readSource(
  { context, statements }: Reading,
  { feed, where, counts, sums }: CellSource,
  { year, organ, release }: { readonly year: string; readonly organ: string; readonly release: number },
): Promise<number | null> {
  const contract = context.contracts().find(({ id }) => id === feed);
  if (!contract || !(await hasHandedIn(statements, { feed, organ, release }))) return null;
  const [first, last] = [firstDayOf(year), addDays(firstDayOf(shiftPeriod(year, 1)), -1)];
  const condition = compileWhere(contract, {
    department: { eq: organ },
    ...where({ name: year, first, last }),
  });
  const parameters = createParameters(condition);
  const at = `${parameters.add(release)}::int`;
  const held =
    counts === "ever"
      ? `t.opened_in <= ${at}`
      : `t.opened_in <= ${at} AND (t.closed_in IS NULL OR t.closed_in > ${at}) AND t.withdrawn_in IS NULL`;
  const added = storedFields(contract)
    .filter(({ field }) => sums?.includes(field))
    .map(({ sqlName }) => `t."${sqlName}"`);
  const value = added.length > 0 ? `sum(${added.join(" + ")})` : "count(DISTINCT t.record_id)";
  const { rows } = await statements.query<{ value: number | string | null }>(
    `SELECT ${value} AS value FROM ${tableOf(contract)} t WHERE ${condition.text} AND ${held}`,
    [...parameters.values],
  );
  const found = rows[0]?.value ?? null;
  return found === null ? null : Number(found);
}

async function hasHandedIn(
  client: Queryable,
  { feed, organ, release }: { readonly feed: string; readonly organ: string; readonly release: number },
): Promise<boolean> {
  const { rows } = await client.query<{ is: boolean }>(
    "SELECT EXISTS (SELECT FROM hub.release WHERE kind = 'FEED' AND feed = $1 AND department = $2 AND number <= $3) AS is",
    [feed, organ, release],
  );
  return rows[0]?.is === true;
}
