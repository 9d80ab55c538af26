/** The supervision report of a month: what fell due, what was not published, and why. */
import { definePage, PageUnknown } from "../../app/page";
import { MonthlyReportDocument, type SupervisionReportPartsFragment } from "../../graph/public/graphql";
import { SupervisionReport } from "../../parts/supervision-report";
import { useWords } from "../../words";
import { graphLanguage } from "../../words/graph-language";

export default definePage<SupervisionReportPartsFragment>({
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
  view: ({ data }: { readonly data: SupervisionReportPartsFragment }) => {
    const { t } = useWords();
    return (
      <>
        <h1>{t("reports.monthlyOf", partsOf(data.period))}</h1>
        <p class="lead">{t("reports.monthlyLead")}</p>
        <SupervisionReport report={data} />
      </>
    );
  },
});

function partsOf(period: string): { readonly year: string; readonly month: number } {
  return { year: period.slice(0, 4), month: Number(period.slice(5)) };
}
