/** Where the records are, of a dataset that says it: by longitude and latitude, without a map below. */
import type { FunctionalComponent } from "vue";
import { PointMap } from "../../parts/point-map/point-map";
import { useWords } from "../../words";
import type { DatasetPage } from "./load";

export const Points: FunctionalComponent<{ readonly page: DatasetPage }> = ({ page: { points } }) => {
  const { t, number } = useWords();
  return points === null || points.shown.length === 0 ? null : (
    <section id="points">
      <h2>{t("dataset.points")}</h2>
      <p class="quiet">
        {t("dataset.pointsAbout")}{" "}
        {t(points.coordinates === "GCJ-02" ? "dataset.pointsShifted" : "dataset.pointsMeasured")}
        {points.total > points.read &&
          ` ${t("dataset.pointsSome", { read: number(points.read), total: number(points.total) })}`}
      </p>
      <figure class="map">
        <PointMap points={points.shown} />
      </figure>
    </section>
  );
};
Points.props = ["page"];
