import { DeskOfficeDocument, type DeskOfficeQuery } from "../../../graph/desk/graphql";
import { Facts } from "../../../parts/facts";
import { Link } from "../../../parts/link";
import { Table } from "../../../parts/table";
import { useWords } from "../../../words";
import { defineDeskPage } from "../desk-page";
import { askDesk } from "../session";
import { SourceTable } from "../sources/source-table";
import { Following } from "../submissions/following";
import { SubmissionTable } from "../submissions/submission-table";

export default defineDeskPage<DeskOfficeQuery>({
  roles: ["supervisor"],
  load: () => askDesk(DeskOfficeDocument, {}),
  title: (_, { t }) => t("desk.office"),
  view: ({
    data: { dutyTotals: totals, waiting, approved, sources },
  }: {
    readonly data: DeskOfficeQuery;
  }) => {
    const { t, number } = useWords();
    return (
      <>
        <h1>{t("desk.office")}</h1>
        <Following feed={null} />
        <Facts
          facts={[
            { name: t("desk.duties"), value: number(totals.duties) },
            { name: t("desk.onTime"), value: number(totals.onTime) },
            {
              name: t("desk.dutiesLate"),
              value: <span class={totals.overdue > 0 ? "late" : undefined}>{number(totals.overdue)}</span>,
            },
            { name: t("desk.unreleased"), value: number(totals.unreleased) },
            {
              name: t("desk.lateRecords"),
              value: `${number(totals.lateRecords)} / ${number(totals.records)}`,
            },
          ]}
        />
        <h2>{t("desk.waiting")}</h2>
        <p class="quiet">{t("desk.approved", { count: number(approved.totalCount) })}</p>
        <SubmissionTable submissions={waiting.nodes} total={waiting.totalCount} />
        <SourceTable sources={sources.nodes} />
        <h2>{t("desk.departments")}</h2>
        <Table
          caption={t("desk.byDepartment")}
          rows={totals.departments}
          columns={[
            {
              name: t("desk.department"),
              cell: ({ department }) => (
                <Link to={`/desk/submissions?department=${department.code}`}>{department.name}</Link>
              ),
            },
            { name: t("desk.duties"), isNumber: true, cell: ({ duties }) => number(duties) },
            { name: t("desk.onTime"), isNumber: true, cell: ({ onTime }) => number(onTime) },
            {
              name: t("desk.dutiesLate"),
              isNumber: true,
              cell: ({ overdue }) => <span class={overdue > 0 ? "late" : undefined}>{number(overdue)}</span>,
            },
            { name: t("desk.unreleased"), isNumber: true, cell: ({ unreleased }) => number(unreleased) },
            {
              name: t("desk.lateRecords"),
              isNumber: true,
              cell: ({ lateRecords, records }) => `${number(lateRecords)} / ${number(records)}`,
            },
          ]}
        />
      </>
    );
  },
});
