/** Which measure of a statistic is shown, split by what, of which time and in what form. */
import type { FunctionalComponent } from "vue";
import { FilterForm } from "../../parts/filter-form";
import { useWords } from "../../words";
import type { Statistic } from "./asked";

export const Filter: FunctionalComponent<{ readonly statistic: Statistic }> = ({
  statistic: { measure, measures, split, splits, choices, choice, from, to, chart, series },
}) => {
  const { t } = useWords();
  const { points = [] } = series[0] ?? {};
  return (
    <FilterForm>
      {measures.length > 1 && (
        <label>
          {t("statistics.measure")}
          <select name="measure">
            {measures.map(({ name, label }) => (
              <option value={name} selected={name === measure.name}>
                {label}
              </option>
            ))}
          </select>
        </label>
      )}
      {choices.length > 0 && (
        <label>
          {t("statistics.measure")}
          <select name="of">
            {choices.map(({ value, text }) => (
              <option value={value} selected={value === choice}>
                {text}
              </option>
            ))}
          </select>
        </label>
      )}
      {splits.length > 0 && (
        <label>
          {t("statistics.split")}
          <select name="split">
            <option value="">{t("statistics.noSplit")}</option>
            {splits.map(({ name, label }) => (
              <option value={name} selected={name === split?.name}>
                {label}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        {t("statistics.from")}
        <input name="from" value={from ?? ""} placeholder={points[0]?.period} size={9} maxlength={9} />
      </label>
      <label>
        {t("statistics.to")}
        <input name="to" value={to ?? ""} placeholder={points.at(-1)?.period} size={9} maxlength={9} />
      </label>
      <label>
        {t("statistics.form")}
        <select name="chart">
          <option value="line" selected={chart === "line"}>
            {t("statistics.line")}
          </option>
          <option value="bar" selected={chart === "bar"}>
            {t("statistics.bar")}
          </option>
        </select>
      </label>
      <button type="submit" class="first">
        {t("statistics.show")}
      </button>
    </FilterForm>
  );
};
Filter.props = ["statistic"];
