/** The supervision report of a month: what fell due, what was not published, and why. */
import { definePage, PageUnknown } from "../../app/page";
import { MonthlyReportDocument, type MonthlyReportQuery } from "../../graph/public/graphql";
import { Chart } from "../../parts/chart";
import { DutyBoard, percent } from "../../parts/duty-board";
import { DutyTable } from "../../parts/duty-table";
import { Facts } from "../../parts/facts";
import { LateTable } from "../../parts/late-table";
import { ReportHead } from "../../parts/report-head";
import { useWords } from "../../words";
import { graphLanguage } from "../../words/graph-language";
import { chartOfDepartments } from "./chart";

type Report = NonNullable<MonthlyReportQuery["supervisionReport"]>;

export default definePage<Report>({
  load: async ({ ask, param, query, language }) => {
    const { supervisionReport } = await ask(MonthlyReportDocument, {
      month: param("month"),
      asOf: query("asOf"),
      language: graphLanguage(language),
    });
    if (!supervisionReport) throw new PageUnknown();
    return supervisionReport;
  },
  title: ({ period }, { t }) => t("reports.monthlyOf", partsOf(period)),
  description: (_, { t }) => t("reports.monthlyLead"),
  view: ({ data }: { readonly data: Report }) => {
    const words = useWords();
    const { t, number } = words;
    const { board, notPublished, explained, late, lateRecords, period, asOf } = data;
    const lists = [
      { of: "notPublished", duties: notPublished, none: "reports.allPublished" },
      { of: "explained", duties: explained, none: null },
      { of: "late", duties: late, none: null },
    ] as const;
    return (
      <>
        <h1>{t("reports.monthlyOf", partsOf(period))}</h1>
        <p class="lead">{t("reports.monthlyLead")}</p>
        <ReportHead report={data} />
        {board.duties === 0 && board.records === 0 ? (
          <p>{t("reports.nothingDue")}</p>
        ) : (
          <>
            <Facts
              facts={[
                { name: t("duties.all"), value: number(board.duties) },
                { name: t("duties.met"), value: number(board.met) },
                { name: t("duties.metLate"), value: number(board.metLate) },
                { name: t("duties.notThere"), value: number(board.overdue + board.partly) },
                { name: t("duties.exempt"), value: number(board.exempt) },
                { name: t("duties.share"), value: percent(board.onTimeShare) },
                { name: t("duties.lastYear"), value: percent(board.lastYearOnTimeShare) },
                {
                  name: t("duties.lateOfRecords"),
                  value: `${number(board.lateRecords)} / ${number(board.records)}`,
                },
              ]}
            />
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
  },
});

function partsOf(period: string): { readonly year: string; readonly month: number } {
  return { year: period.slice(0, 4), month: Number(period.slice(5)) };
}
