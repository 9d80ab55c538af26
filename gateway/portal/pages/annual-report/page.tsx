/** The annual report on disclosure, of the district or of a department, in the six parts of the form. */
import { definePage, PageUnknown } from "../../app/page";
import { AnnualReportDocument, type AnnualReportQuery } from "../../graph/public/graphql";
import { Chart } from "../../parts/chart";
import { Link } from "../../parts/link";
import { ReportHead } from "../../parts/report-head";
import { StructuredText } from "../../parts/structured-text";
import { useWords } from "../../words";
import { graphLanguage } from "../../words/graph-language";
import { chartOfRequests } from "./chart";
import { FormTable } from "./form-table";

/** In place of a department's code. */
const DISTRICT = "district";

interface Found {
  readonly report: NonNullable<AnnualReportQuery["annualReport"]>;
  readonly reported: AnnualReportQuery["annualReportTexts"]["nodes"];
  /** Null for the district. */
  readonly organ: string | null;
}

export default definePage<Found>({
  load: async ({ ask, param, query, language }) => {
    const organ = param("organ") || null;
    const { annualReport: report, annualReportTexts } = await ask(AnnualReportDocument, {
      year: param("year"),
      department: organ,
      asOf: query("asOf"),
      language: graphLanguage(language),
    });
    if (!report) throw new PageUnknown();
    return { report, reported: annualReportTexts.nodes, organ };
  },
  title: ({ report: { name, year } }, { t }) => t("reports.annualOf", { name, year }),
  description: (_, { t }) => t("reports.annualLead"),
  view: ({ data: { report, reported, organ } }: { readonly data: Found }) => {
    const words = useWords();
    const { t } = words;
    const { name, year, form, parts } = report;
    const chart = chartOfRequests(parts);
    return (
      <>
        <h1>{t("reports.annualOf", { name, year })}</h1>
        <p class="lead">{t("reports.annualLead")}</p>
        <ReportHead report={{ ...report, isCounted: true }} />
        <p class="quiet">{t("reports.form", { form })}</p>
        {parts.map(({ number, title, blocks, table }) => (
          <section>
            <h2>
              {number}、{title}
            </h2>
            {table ? (
              <>
                {number === "三" && chart && <Chart option={chart} label={t("reports.requestsChart")} />}
                <FormTable caption={title} columns={table.columns} rows={table.rows} />
              </>
            ) : blocks.length > 0 ? (
              <StructuredText blocks={blocks} under={2} />
            ) : (
              <p>{t("reports.notReported")}</p>
            )}
          </section>
        ))}
        <h2>{t("reports.organs")}</h2>
        <ul class="row plain-row">
          {reported
            .filter(({ organCode }) => organCode !== (organ ?? DISTRICT))
            .map(({ organ: name, organCode }) => (
              <li>
                <Link to={`/reports/annual/${year}${organCode === DISTRICT ? "" : `/${organCode ?? ""}`}`}>
                  {name}
                </Link>
              </li>
            ))}
        </ul>
      </>
    );
  },
});
