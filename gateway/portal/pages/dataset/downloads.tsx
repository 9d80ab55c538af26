/** The dataset as files: what the table shows, in every format, and the whole. */
import type { FunctionalComponent } from "vue";
import { useWords } from "../../words";
import { isRefusal, type DatasetPage } from "./load";

export const Downloads: FunctionalComponent<{ readonly page: DatasetPage }> = ({ page }) => {
  const { t } = useWords();
  const { asked, records, dataset } = page;
  const { id } = dataset;
  const isPart =
    asked.conditions.length > 0 || asked.rest !== null || asked.asOf !== null || asked.columns !== null;
  return (
    <section id="downloads">
      <h2>{t("dataset.downloads")}</h2>
      {!isRefusal(records) && (
        <>
          <p class="quiet">{t(isPart ? "dataset.downloadsPart" : "dataset.downloadsAll")}</p>
          <p class="row">
            {records.downloads.map(({ format, path }) => (
              <a class="button" href={path} download>
                {format}
              </a>
            ))}
          </p>
        </>
      )}
      <p class="row">
        <span>{t("dataset.packageAll")}</span>
        <a href={`/data/${id}.zip`} download>
          {t("dataset.package")}
        </a>
        <a href={`/data/${id}/changes`}>{t("dataset.changes")}</a>
        <a href={`/data/${id}/proof`}>{t("dataset.proof")}</a>
        <a href={`/catalog/${id}`}>{t("dataset.described")}</a>
      </p>
    </section>
  );
};
Downloads.props = ["page"];
