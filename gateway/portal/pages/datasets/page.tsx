/** The catalogue of all datasets, for people. */
import type { FunctionalComponent } from "vue";
import { definePage } from "../../app/page";
import { DatasetsDocument, type DatasetsQuery } from "../../graph/public/graphql";
import { Link } from "../../parts/link";
import { Pager } from "../../parts/pager";
import { Table, type Column } from "../../parts/table";
import { useWords } from "../../words";
import { readAsked, variablesOf, type AskedDatasets } from "./asked";
import { Filter } from "./filter";

interface Catalogue extends DatasetsQuery {
  readonly asked: AskedDatasets;
}
type Dataset = DatasetsQuery["datasets"]["nodes"][number];

export default definePage<Catalogue>({
  load: async (visit) => {
    const asked = readAsked(visit);
    return { asked, ...(await visit.ask(DatasetsDocument, variablesOf(asked, visit))) };
  },
  title: (_, { t }) => t("datasets.title"),
  description: ({ totals }, words) => about(totals, words),
  view: ({ data: { asked, datasets, totals } }: { readonly data: Catalogue }) => {
    const words = useWords();
    const { t, number } = words;
    return (
      <>
        <h1>{t("datasets.title")}</h1>
        <p class="lead">{about(totals, words)}</p>
        <p class="row">
          <a href="/catalog">{t("datasets.catalogue")}</a>
          <a href="/data/all.zip">{t("datasets.everything")}</a>
          <a href="/data/open-data.datasets/releases.atom">{t("datasets.news")}</a>
        </p>
        <Filter asked={asked} totals={totals} />
        <p role="status">{t("datasets.count", { count: number(datasets.totalCount) })}</p>
        {datasets.totalCount === 0 ? <p>{t("datasets.nothing")}</p> : <List datasets={datasets.nodes} />}
        <Pager pageInfo={datasets.pageInfo} before="before" />
      </>
    );
  },
});

function about(
  { datasets, records, lastReleasedAt }: DatasetsQuery["totals"],
  words: ReturnType<typeof useWords>,
): string {
  const { t, day, number } = words;
  return t("datasets.about", {
    datasets: number(datasets),
    records: number(records),
    day: day(lastReleasedAt),
  });
}

const List: FunctionalComponent<{ readonly datasets: readonly Dataset[] }> = ({ datasets }) => {
  const { t, day, number, language } = useWords();
  const columns: readonly Column<Dataset>[] = [
    {
      name: t("datasets.name"),
      cell: ({ id, title, titleEn, description }) => (
        <div class="long">
          <Link to={`/datasets/${id}`}>{language === "en" ? titleEn : title}</Link>
          <p class="quiet">{description}</p>
        </div>
      ),
    },
    { name: t("datasets.theme"), cell: ({ themeLabel }) => themeLabel },
    {
      name: t("datasets.department"),
      cell: ({ publisher: { code, name } }) => <Link to={`/departments/${code}`}>{name}</Link>,
    },
    {
      name: t("datasets.licence"),
      cell: ({ opennessLabel, licenceLabel }) => (
        <>
          {opennessLabel}
          <p class="quiet">{licenceLabel}</p>
        </>
      ),
    },
    { name: t("datasets.rhythm"), cell: ({ rhythmLabel }) => rhythmLabel },
    { name: t("datasets.rows"), cell: ({ rows }) => number(rows), isNumber: true },
    {
      name: t("datasets.modified"),
      cell: ({ modified, isOverdue, nextDue }) => (
        <>
          {modified ? <time datetime={modified}>{day(modified)}</time> : t("datasets.never")}
          {isOverdue && <p class="late">{t("datasets.overdue", { day: day(nextDue) })}</p>}
        </>
      ),
    },
  ];
  return <Table caption={t("datasets.title")} columns={columns} rows={datasets} />;
};
List.props = ["datasets"];
