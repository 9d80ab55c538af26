/** How the plan was carried out in a quarter: item by item, department by department. */
import { definePage, PageUnknown } from "../../app/page";
import { QuarterlyReportDocument, type SupervisionReportPartsFragment } from "../../graph/public/graphql";
import { SupervisionReport } from "../../parts/supervision-report";
import { useWords } from "../../words";
import { graphLanguage } from "../../words/graph-language";

export default definePage<SupervisionReportPartsFragment>({
  load: async ({ ask, param, query, language }) => {
    const { executionReport } = await ask(QuarterlyReportDocument, {
      quarter: param("quarter"),
      asOf: query("asOf"),
      language: graphLanguage(language),
    });
    if (!executionReport) throw new PageUnknown();
    return executionReport;
  },
  title: ({ period }, { t }) => t("reports.quarterlyOf", partsOf(period)),
  description: (_, { t }) => t("reports.quarterlyLead"),
  view: ({ data }: { readonly data: SupervisionReportPartsFragment }) => {
    const { t } = useWords();
    return (
      <>
        <h1>{t("reports.quarterlyOf", partsOf(data.period))}</h1>
        <p class="lead">{t("reports.quarterlyLead")}</p>
        <SupervisionReport report={data} />
      </>
    );
  },
});

function partsOf(period: string): { readonly year: string; readonly quarter: string } {
  return { year: period.slice(0, 4), quarter: period.slice(6) };
}
