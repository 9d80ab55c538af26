/** Submissions as a table: what, from whom, how far, and what was found. */
import type { FunctionalComponent } from "vue";
import type { ListedSubmissionFragment } from "../../../graph/desk/graphql";
import { Link } from "../../../parts/link";
import { Table } from "../../../parts/table";
import { useWords } from "../../../words";

export interface SubmissionTableProps {
  readonly submissions: readonly ListedSubmissionFragment[];
  readonly total: number;
}

export const SubmissionTable: FunctionalComponent<SubmissionTableProps> = ({ submissions, total }) => {
  const { t, moment, number, language } = useWords();
  if (submissions.length === 0) return <p>{t("desk.none")}</p>;
  return (
    <Table
      caption={t("desk.count", { count: number(total) })}
      rows={submissions}
      columns={[
        {
          name: t("desk.file"),
          cell: ({ id, fileName, feed }) => (
            <Link to={`/desk/submissions/${id}`}>
              {fileName ?? (language === "en" ? feed?.titleEn : feed?.title) ?? id}
            </Link>
          ),
        },
        { name: t("desk.feed"), cell: ({ feed }) => (language === "en" ? feed?.titleEn : feed?.title) },
        { name: t("desk.state"), cell: ({ state }) => <span class="tag">{t(`desk.${state}`)}</span> },
        { name: t("desk.rows"), isNumber: true, cell: ({ rows }) => number(rows) },
        {
          name: t("desk.errors"),
          isNumber: true,
          cell: ({ errors }) => <span class={errors > 0 ? "bad" : undefined}>{number(errors)}</span>,
        },
        { name: t("desk.warnings"), isNumber: true, cell: ({ warnings }) => number(warnings) },
        {
          name: t("desk.from"),
          cell: ({ department, submittedByName }) => `${department.name} ${submittedByName}`,
        },
        { name: t("desk.received"), cell: ({ receivedAt }) => moment(receivedAt) },
      ]}
    />
  );
};
SubmissionTable.props = ["submissions", "total"];
