/** Where the reports are: the annual ones that are public, and those of the last twelve months. */
import { definePage } from "../../app/page";
import { ReportsDocument } from "../../graph/public/graphql";
import { Link } from "../../parts/link";
import { useWords } from "../../words";

interface Found {
  /** The current month and those before it, `2026-10`. */
  readonly months: readonly string[];
  /** The current quarter and those before it, `2026-Q4`. */
  readonly quarters: readonly string[];
  readonly years: readonly string[];
}

export default definePage<Found>({
  load: async ({ ask }) => {
    const { annualReportTexts } = await ask(ReportsDocument, {});
    const months = lastMonths(12);
    const quarters = [...new Set(months.map(quarterOf))];
    return { months, quarters, years: annualReportTexts.nodes.map(({ year }) => year) };
  },
  title: (_, { t }) => t("reports.title"),
  description: (_, { t }) => t("reports.lead"),
  view: ({ data: { months, quarters, years } }: { readonly data: Found }) => {
    const { t } = useWords();
    return (
      <>
        <h1>{t("reports.title")}</h1>
        <p class="lead">{t("reports.lead")}</p>
        <h2>{t("reports.annual")}</h2>
        {years.length === 0 ? (
          <p>{t("reports.noAnnual")}</p>
        ) : (
          <ul class="row plain-row">
            {years.map((year) => (
              <li>
                <Link to={`/reports/annual/${year}`}>{t("reports.year", { year })}</Link>
              </li>
            ))}
          </ul>
        )}
        <h2>{t("reports.monthly")}</h2>
        <ul class="row plain-row">
          {months.map((month) => (
            <li>
              <Link to={`/reports/monthly/${month}`}>
                {t("duties.monthOf", { year: month.slice(0, 4), month: Number(month.slice(5)) })}
              </Link>
            </li>
          ))}
        </ul>
        <h2>{t("reports.quarterly")}</h2>
        <ul class="row plain-row">
          {quarters.map((quarter) => (
            <li>
              <Link to={`/reports/quarterly/${quarter}`}>
                {t("reports.quarterOf", { year: quarter.slice(0, 4), quarter: quarter.slice(6) })}
              </Link>
            </li>
          ))}
        </ul>
      </>
    );
  },
});

function quarterOf(month: string): string {
  return `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`;
}

function lastMonths(count: number): readonly string[] {
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai" }).format(new Date());
  const [year = 0, month = 1] = today.split("-").map(Number);
  return Array.from({ length: count }, (_, back) =>
    new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7),
  );
}
