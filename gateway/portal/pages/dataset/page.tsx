/** Any dataset: what it is, its records, and all that one can do with them. */
import type { FunctionalComponent } from "vue";
import { definePage } from "../../app/page";
import { Facts } from "../../parts/facts";
import { Link } from "../../parts/link";
import { useWords, type Word, type Words } from "../../words";
import { ChartMaker } from "./chart-maker";
import { Downloads } from "./downloads";
import { isRefusal, loadDataset, type Dataset, type DatasetPage } from "./load";
import { Meaning } from "./meaning";
import { Points } from "./points";
import { Quality } from "./quality";
import { RecordsTable } from "./records-table";
import { Releases } from "./releases";
import { SameQueries } from "./same-queries";

export default definePage<DatasetPage>({
  load: loadDataset,
  title: ({ dataset: { title, titleEn } }, { language }) => (language === "en" ? titleEn : title),
  description: ({ dataset }, words) => `${dataset.description} ${about(dataset, words)}`,
  status: ({ records, groups }) => (isRefusal(records) || (groups !== null && isRefusal(groups)) ? 400 : 200),
  structured: ({ dataset: { id, title, titleEn, description, keywords, publisher, modified }, origin }) => ({
    "@context": "https://schema.org",
    "@type": "Dataset",
    name: title,
    alternateName: titleEn,
    description,
    keywords,
    url: `${origin}/datasets/${id}`,
    identifier: id,
    creator: { "@type": "GovernmentOrganization", name: publisher.name },
    dateModified: modified,
  }),
  view: ({ data: page }: { readonly data: DatasetPage }) => {
    const words = useWords();
    const { t, language } = words;
    const { dataset } = page;
    const isOpen = dataset.graphList !== null;
    return (
      <>
        <h1>{language === "en" ? dataset.titleEn : dataset.title}</h1>
        <p class="lead">{dataset.description}</p>
        <p>{about(dataset, words)}</p>
        {isOpen ? (
          <OnPage hasPoints={(page.points?.shown.length ?? 0) > 0} />
        ) : (
          <p class="note">{t("dataset.closed")}</p>
        )}
        <InShort dataset={dataset} />
        {isOpen && (
          <>
            <RecordsTable page={page} />
            <Points page={page} />
            <ChartMaker page={page} />
            <Downloads page={page} />
            <SameQueries page={page} />
            <Meaning page={page} />
            <Releases page={page} />
          </>
        )}
        <Quality dataset={dataset} />
        <About dataset={dataset} />
        <Cite dataset={dataset} />
      </>
    );
  },
});

function about({ publisher, rhythmLabel, rows }: Dataset, { t, number }: Words): string {
  return t("dataset.about", { publisher: publisher.name, rhythm: rhythmLabel, rows: number(rows) });
}

const POINTS = "points";
const SECTIONS: readonly { readonly id: string; readonly word: Word }[] = [
  { id: "table", word: "dataset.table" },
  { id: POINTS, word: "dataset.points" },
  { id: "chart", word: "dataset.chart" },
  { id: "downloads", word: "dataset.downloads" },
  { id: "query", word: "dataset.query" },
  { id: "columns", word: "dataset.columns" },
  { id: "releases", word: "dataset.releases" },
  { id: "quality", word: "dataset.quality" },
  { id: "about", word: "dataset.facts" },
];

const OnPage: FunctionalComponent<{ readonly hasPoints: boolean }> = ({ hasPoints }) => {
  const { t } = useWords();
  return (
    <nav class="row" aria-label={t("dataset.onPage")}>
      {SECTIONS.filter(({ id }) => hasPoints || id !== POINTS).map(({ id, word }) => (
        <a href={`#${id}`}>{t(word)}</a>
      ))}
    </nav>
  );
};
OnPage.props = ["hasPoints"];

const InShort: FunctionalComponent<{ readonly dataset: Dataset }> = ({ dataset }) => {
  const { t, day } = useWords();
  const { publisher, modified, nextDue, isOverdue } = dataset;
  return (
    <Facts
      facts={[
        {
          name: t("dataset.publisher"),
          value: <Link to={`/departments/${publisher.code}`}>{publisher.name}</Link>,
        },
        {
          name: t("dataset.modified"),
          value: modified ? <time datetime={modified}>{day(modified)}</time> : t("dataset.never"),
        },
        {
          name: t("dataset.nextDue"),
          value: nextDue && (
            <span class={isOverdue && "late"}>
              <time datetime={nextDue}>{day(nextDue)}</time>
              {isOverdue && t("dataset.overdue")}
            </span>
          ),
        },
        {
          name: t("dataset.licence"),
          value: <a href={`/catalog/licences/${dataset.licence}.txt`}>{dataset.licenceLabel}</a>,
        },
      ]}
    />
  );
};
InShort.props = ["dataset"];

const About: FunctionalComponent<{ readonly dataset: Dataset }> = ({ dataset }) => {
  const { t, day } = useWords();
  const { publisher, opennessNote, contact, keywords, issued } = dataset;
  const reach = contact ?? [publisher.phone, publisher.email].filter((text) => text !== null).join("、");
  return (
    <section id="about">
      <h2>{t("dataset.facts")}</h2>
      <Facts
        facts={[
          { name: t("dataset.id"), value: <code>{dataset.id}</code> },
          {
            name: t("dataset.theme"),
            value: <Link to={`/datasets?theme=${dataset.theme}`}>{dataset.themeLabel}</Link>,
          },
          { name: t("dataset.keywords"), value: keywords.join("、") },
          { name: t("dataset.rhythm"), value: dataset.rhythmLabel },
          { name: t("dataset.issued"), value: issued && day(issued) },
          {
            name: t("dataset.openness"),
            value: [dataset.opennessLabel, opennessNote].filter(Boolean).join("："),
          },
          { name: t("dataset.legalBasis"), value: dataset.legalBasis },
          { name: t("dataset.coverage"), value: dataset.coverage },
          { name: t("dataset.area"), value: dataset.area },
          { name: t("dataset.contact"), value: reach },
        ]}
      />
    </section>
  );
};
About.props = ["dataset"];

const Cite: FunctionalComponent<{ readonly dataset: Dataset }> = ({ dataset: { citation } }) => {
  const { t } = useWords();
  if (!citation) return null;
  return (
    <section id="citation">
      <h2>{t("dataset.citation")}</h2>
      <p>{citation.text}</p>
      <details class="panel">
        <summary>BibTeX</summary>
        <pre tabindex={0} aria-label="BibTeX">
          <code>{citation.bibtex}</code>
        </pre>
      </details>
    </section>
  );
};
Cite.props = ["dataset"];
