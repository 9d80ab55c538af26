/** Beside every report: as of which day it is, from which release, another day, and its files. */
import type { FunctionalComponent } from "vue";
import { useWords } from "../words";
import { FilterForm } from "./filter-form";
import { Link } from "./link";

export interface HeadedReport {
  readonly asOf: string;
  readonly isFinal: boolean;
  readonly isCounted: boolean;
  readonly workbook: string;
  readonly document: string;
  readonly release?: { readonly number: number; readonly releasedAt: string } | null;
}

export const ReportHead: FunctionalComponent<{ readonly report: HeadedReport }> = ({
  report: { asOf, isFinal, isCounted, workbook, document, release },
}) => {
  const { t, day, moment, number } = useWords();
  return (
    <>
      <FilterForm>
        <label>
          {t("duties.asOf")} <input type="date" name="asOf" value={asOf} />
        </label>
        <button type="submit">{t("duties.show")}</button>
      </FilterForm>
      <p>
        {t(isFinal ? "reports.final" : "reports.running", { day: day(asOf) })}
        {release
          ? t("reports.release", { number: number(release.number), moment: moment(release.releasedAt) })
          : t("reports.noRelease")}
      </p>
      {!isCounted && (
        <p class="notice" role="status">
          {t("duties.counting")}
        </p>
      )}
      <p class="actions">
        <a class="button" href={workbook} download>
          {t("reports.workbook")}
        </a>
        <a class="button" href={document} download>
          {t("reports.document")}
        </a>
        <Link to="/reports">{t("reports.all")}</Link>
      </p>
    </>
  );
};
ReportHead.props = ["report"];
