/** Records that were published later than their own deadlines, one a row. */
import type { FunctionalComponent } from "vue";
import { useWords } from "../words";
import { Link } from "./link";
import { Table } from "./table";

export interface ShownLateRecord {
  readonly startedOn: string;
  readonly dueOn: string;
  readonly metOn: string;
  readonly delay: number;
  readonly permalink?: string | null;
  readonly departmentName: string;
  readonly feed?: { readonly title: string; readonly titleEn: string } | null;
}

export interface LateTableProps {
  readonly caption: string;
  readonly records: readonly ShownLateRecord[];
}

export const LateTable: FunctionalComponent<LateTableProps> = ({ caption, records }) => {
  const { t, day, number, language } = useWords();
  return (
    <Table
      caption={caption}
      rows={records}
      columns={[
        {
          name: t("duties.record"),
          cell: ({ permalink, feed }) => {
            const title = (language === "en" ? feed?.titleEn : feed?.title) ?? "";
            return permalink ? <Link to={permalink}>{title}</Link> : title;
          },
        },
        { name: t("duties.department"), cell: ({ departmentName }) => departmentName },
        { name: t("duties.startedOn"), cell: ({ startedOn }) => day(startedOn) },
        { name: t("duties.dueOn"), cell: ({ dueOn }) => day(dueOn) },
        { name: t("duties.metOn"), cell: ({ metOn }) => day(metOn) },
        { name: t("duties.lateBy"), isNumber: true, cell: ({ delay }) => number(delay) },
      ]}
    />
  );
};
LateTable.props = ["caption", "records"];
