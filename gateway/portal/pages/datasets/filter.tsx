/** By what the catalogue is narrowed and sorted: a form whose answer is an address. */
import type { FunctionalComponent } from "vue";
import type { DatasetsQuery } from "../../graph/public/graphql";
import { FilterForm } from "../../parts/filter-form";
import { Link } from "../../parts/link";
import { useWords } from "../../words";
import { OPENNESS, ORDERS, type AskedDatasets } from "./asked";

export interface FilterProps {
  readonly asked: AskedDatasets;
  readonly totals: Pick<DatasetsQuery["totals"], "themes" | "audiences" | "publishers">;
}

export const Filter: FunctionalComponent<FilterProps> = ({
  asked,
  totals: { themes, audiences, publishers },
}) => {
  const { t } = useWords();
  const option = (value: string, label: string, chosen: string | null) => (
    <option value={value} selected={value === chosen}>
      {label}
    </option>
  );
  const counted = (name: string, count: number): string => t("datasets.someOf", { name, count });
  return (
    <FilterForm>
      <label>
        {t("datasets.text")}
        <input
          type="search"
          name="text"
          value={asked.text ?? ""}
          placeholder={t("datasets.textWhat")}
          maxlength={100}
        />
      </label>
      <label>
        {t("datasets.theme")}
        <select name="theme">
          <option value="">{t("datasets.all")}</option>
          {themes.map(({ theme, themeLabel, datasets }) =>
            option(theme, counted(themeLabel, datasets), asked.theme),
          )}
        </select>
      </label>
      <label>
        {t("datasets.audience")}
        <select name="audience">
          <option value="">{t("datasets.all")}</option>
          {audiences.map(({ audience, audienceLabel, datasets }) =>
            option(audience, counted(audienceLabel, datasets), asked.audience),
          )}
        </select>
      </label>
      <label>
        {t("datasets.department")}
        <select name="department">
          <option value="">{t("datasets.all")}</option>
          {publishers.map(({ department: { code, name }, datasets }) =>
            option(code, counted(name, datasets), asked.department),
          )}
        </select>
      </label>
      <label>
        {t("datasets.openness")}
        <select name="openness">
          <option value="">{t("datasets.all")}</option>
          {OPENNESS.map((openness) => option(openness, t(`datasets.${openness}`), asked.openness))}
        </select>
      </label>
      <label>
        {t("datasets.order")}
        <select name="order">{ORDERS.map(({ order, word }) => option(order, t(word), asked.order))}</select>
      </label>
      <label class="tick">
        <input type="checkbox" name="overdue" value="true" checked={asked.isOverdue} />
        {t("datasets.overdueOnly")}
      </label>
      <span class="row">
        <button type="submit" class="first">
          {t("datasets.apply")}
        </button>
        <Link to="/datasets">{t("datasets.clear")}</Link>
      </span>
    </FilterForm>
  );
};
Filter.props = ["asked", "totals"];
