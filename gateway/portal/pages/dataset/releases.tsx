/** The dataset's releases: what each changed, its files for good, the log that proves them. */
import type { FunctionalComponent } from "vue";
import { Table, type Column } from "../../parts/table";
import { useWords } from "../../words";
import type { DatasetPage, Release } from "./load";

const ENDINGS = ["csv", "xlsx", "json", "ndjson", "parquet"] as const;

export const Releases: FunctionalComponent<{ readonly page: DatasetPage }> = ({ page }) => {
  const { t, moment, number } = useWords();
  const { dataset, releases, hasMoreReleases, points } = page;
  const { id } = dataset;
  const endings = points === null ? ENDINGS : [...ENDINGS, "geojson"];
  const columns: readonly Column<Release>[] = [
    {
      name: t("dataset.release"),
      cell: (release) => `${t("dataset.number", { number: release.number })} ${t(`dataset.${release.kind}`)}`,
    },
    {
      name: t("dataset.when"),
      cell: ({ releasedAt }) => <time datetime={releasedAt}>{moment(releasedAt)}</time>,
    },
    { name: t("dataset.department"), cell: ({ department }) => department.name },
    { name: t("dataset.added"), cell: ({ added }) => number(added), isNumber: true },
    { name: t("dataset.changed"), cell: ({ changed }) => number(changed), isNumber: true },
    { name: t("dataset.removed"), cell: ({ removed }) => number(removed), isNumber: true },
    {
      name: t("dataset.hash"),
      cell: ({ hash }) => <code class="long">{hash}</code>,
    },
    {
      name: t("dataset.files"),
      cell: (release) => (
        <span class="row">
          {endings.map((ending) => (
            <a href={`/data/${id}/releases/${release.number}.${ending}`} download>
              {ending.toUpperCase()}
            </a>
          ))}
        </span>
      ),
    },
  ];
  return (
    <section id="releases">
      <h2>{t("dataset.releases")}</h2>
      {releases.length === 0 ? (
        <p>{t("dataset.never")}</p>
      ) : (
        <Table caption={t("dataset.releases")} columns={columns} rows={releases} />
      )}
      <p class="row">
        <a href={`/data/${id}/releases.atom`}>{t("dataset.atom")}</a>
        {hasMoreReleases && <span class="quiet">{t("dataset.moreReleases")}</span>}
      </p>
    </section>
  );
};
Releases.props = ["page"];
