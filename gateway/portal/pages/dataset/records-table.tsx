/** The records of any dataset, a page at a time: its filter, its columns, its pager. */
import type { FunctionalComponent, VNodeChild } from "vue";
import { entityAddress } from "../../parts/entity-address";
import { Link } from "../../parts/link";
import { Pager } from "../../parts/pager";
import { Table, type Column as TableColumn } from "../../parts/table";
import { useWords } from "../../words";
import { addressOf, type Column } from "./asked";
import { Conditions } from "./conditions";
import { isRefusal, type DatasetPage, type Page, type Refusal } from "./load";
import { TableForm } from "./table-form";

type Row = Page["rows"][number];

export const RecordsTable: FunctionalComponent<{ readonly page: DatasetPage }> = ({ page }) => {
  const { t, day } = useWords();
  const { asked, records } = page;
  const isNarrowed =
    asked.conditions.length > 0 || asked.rest !== null || asked.asOf !== null || asked.columns !== null;
  return (
    <section id="table">
      <h2>{t("dataset.table")}</h2>
      <details class="panel" open={isNarrowed}>
        <summary>{t("dataset.filterAndColumns")}</summary>
        <TableForm page={page} />
      </details>
      <Conditions page={page} />
      {asked.asOf !== null && !isRefusal(records) && (
        <p class="note">{t("dataset.asOfShown", { day: day(asked.asOf) })}</p>
      )}
      {isRefusal(records) ? (
        <Refused refusal={records} />
      ) : (
        records.table && <Rows page={page} table={records.table} />
      )}
    </section>
  );
};
RecordsTable.props = ["page"];

export const Refused: FunctionalComponent<{ readonly refusal: Refusal }> = ({
  refusal: { message, english },
}) => {
  const { t, language } = useWords();
  return (
    <p class="bad" role="alert">
      {t("dataset.refused", { message: language === "en" ? (english ?? message) : message })}
    </p>
  );
};
Refused.props = ["refusal"];

const Rows: FunctionalComponent<{ readonly page: DatasetPage; readonly table: Page }> = ({ page, table }) => {
  const { t, number, language } = useWords();
  const { dataset, shown } = page;
  const columns: readonly TableColumn<Row>[] = [
    {
      name: t("dataset.record"),
      isSlim: true,
      cell: ({ permalink }) => <Link to={permalink}>{t("dataset.open")}</Link>,
    },
    ...shown.map((column, at): TableColumn<Row> => ({
      name: column.label,
      ...headOf(column, page),
      isNumber: column.kind === "INTEGER" || column.kind === "DECIMAL",
      isSlim: column.kind === "DATE" || column.coordinates !== null,
      cell: ({ cells }) => cellOf(cells[at]),
    })),
  ];
  return (
    <>
      <p role="status">{t("dataset.count", { count: number(table.totalCount) })}</p>
      {table.rows.length === 0 ? (
        <p>{t("dataset.noRows")}</p>
      ) : (
        <Table
          caption={language === "en" ? dataset.titleEn : dataset.title}
          columns={columns}
          rows={table.rows}
        />
      )}
      <Pager pageInfo={table.pageInfo} before="before" />
    </>
  );
};
Rows.props = ["page", "table"];

/** A link that sorts by the column, or the other way where it is sorted by it. */
function headOf(
  { label, ascending, descending }: Column,
  { dataset, asked }: DatasetPage,
): Pick<TableColumn<Row>, "head" | "sorted"> {
  if (ascending === null || descending === null) return {};
  const sorted =
    asked.order === ascending ? "ascending" : asked.order === descending ? "descending" : undefined;
  const order = sorted === "ascending" ? descending : ascending;
  return {
    sorted,
    head: (
      <Link to={addressOf(dataset.id, asked, { order })} rel="nofollow">
        {label}
        {sorted !== undefined && <span aria-hidden="true">{sorted === "ascending" ? " ↑" : " ↓"}</span>}
      </Link>
    ),
  };
}

function cellOf(cell: Row["cells"][number] | undefined): VNodeChild {
  if (cell === undefined || cell.text === "") return null;
  const address = cell.link && entityAddress(cell.link);
  return address === null ? <span class="cell">{cell.text}</span> : <Link to={address}>{cell.text}</Link>;
}
