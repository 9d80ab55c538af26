/** What fell due in a month or a quarter: by department, by item of the plan, and what was not published. */
import type { FunctionalComponent } from "vue";
import type { SupervisionReportPartsFragment } from "../graph/public/graphql";
import { useWords } from "../words";
import { Chart } from "./chart";
import { chartOfDepartments } from "./chart-of-departments";
import { DutyBoard, percent } from "./duty-board";
import { DutyTable } from "./duty-table";
import { DutyFacts } from "./duty-facts";
import { LateTable } from "./late-table";
import { ReportHead } from "./report-head";
import { Table } from "./table";

export const SupervisionReport: FunctionalComponent<{ readonly report: SupervisionReportPartsFragment }> = ({
  report: data,
}) => {
  const words = useWords();
  const { t, number } = words;
  const { board, items, notPublished, explained, late, lateRecords, asOf } = data;
  const lists = [
    { of: "notPublished", duties: notPublished, none: "reports.allPublished" },
    { of: "explained", duties: explained, none: null },
    { of: "late", duties: late, none: null },
  ] as const;
  return (
    <>
      <ReportHead report={data} />
      {board.duties === 0 && board.records === 0 ? (
        <p>{t("reports.nothingDue")}</p>
      ) : (
        <>
          <DutyFacts counts={board} withRecords />
          <h2>{t("reports.byDepartment")}</h2>
          {board.duties > 0 && (
            <Chart option={chartOfDepartments(board.departments, words)} label={t("reports.chart")} />
          )}
          <DutyBoard
            departments={board.departments}
            method={board.method}
            isCurrent={data.isCounted}
            to={(code) => `/duties?${new URLSearchParams({ asOf, department: code })}`}
          />
          {items.length > 0 && (
            <>
              <h2>{t("reports.byItem")}</h2>
              <Table
                caption={t("reports.items", { count: number(items.length) })}
                rows={items}
                columns={[
                  { name: t("reports.itemTitle"), cell: ({ title }) => title },
                  { name: t("duties.all"), isNumber: true, cell: ({ duties }) => number(duties) },
                  { name: t("duties.met"), isNumber: true, cell: ({ met }) => number(met) },
                  { name: t("duties.metLate"), isNumber: true, cell: ({ metLate }) => number(metLate) },
                  {
                    name: t("duties.notThere"),
                    isNumber: true,
                    cell: ({ overdue, partly }) => (
                      <span class={overdue + partly > 0 ? "bad" : undefined}>{number(overdue + partly)}</span>
                    ),
                  },
                  { name: t("duties.exempt"), isNumber: true, cell: ({ exempt }) => number(exempt) },
                  {
                    name: t("duties.share"),
                    isNumber: true,
                    cell: ({ onTimeShare }) => percent(onTimeShare),
                  },
                  {
                    name: t("reports.missing"),
                    cell: ({ missingDepartments }) => missingDepartments.join(t("duties.comma")),
                  },
                ]}
              />
            </>
          )}
          {lists.map(({ of, duties: { nodes, totalCount }, none }) =>
            totalCount > 0 ? (
              <>
                <h2>{t(`reports.${of}`)}</h2>
                <DutyTable
                  caption={t(nodes.length < totalCount ? "reports.listedPart" : "reports.listed", {
                    count: number(totalCount),
                    shown: number(nodes.length),
                  })}
                  duties={nodes}
                />
              </>
            ) : (
              none && (
                <>
                  <h2>{t(`reports.${of}`)}</h2>
                  <p>{t(none)}</p>
                </>
              )
            ),
          )}
          {lateRecords.totalCount > 0 && (
            <>
              <h2>{t("duties.lateTitle")}</h2>
              <LateTable
                caption={t("reports.lateRecords", {
                  shown: number(lateRecords.nodes.length),
                  count: number(lateRecords.totalCount),
                })}
                records={lateRecords.nodes}
              />
            </>
          )}
        </>
      )}
    </>
  );
};
SupervisionReport.props = ["report"];
