/** What the table shows: a filter, an order, columns, a day. A form whose answer is an address. */
import type { FunctionalComponent } from "vue";
import { useRouter } from "vue-router";
import { KeptReading } from "../../parts/kept-reading";
import { Link } from "../../parts/link";
import { submitQuery } from "../../parts/submit-query";
import { useWords } from "../../words";
import { addressOf, SIZES } from "./asked";
import { comparisonsOf, Fields } from "./fields";
import { HiddenState } from "./hidden-state";
import type { DatasetPage } from "./load";

export const TableForm: FunctionalComponent<{ readonly page: DatasetPage }> = ({ page }) => {
  const { t } = useWords();
  const router = useRouter();
  const { dataset, asked, shown, codeLists, departments } = page;
  const { id, columns } = dataset;
  const own = new Set([
    "order",
    "size",
    "asOf",
    "columns",
    ...columns.flatMap((column) =>
      comparisonsOf(column, departments !== null).map((comparison) => `${column.name}.${comparison}`),
    ),
  ]);
  const orders = columns.flatMap(({ label, ascending, descending }) => [
    { order: ascending, text: t("dataset.ascending", { column: label }) },
    { order: descending, text: t("dataset.descending", { column: label }) },
  ]);
  const names = new Set(shown.map(({ name }) => name));
  return (
    <form action={`/datasets/${id}`} onSubmit={(event: Event) => submitQuery(event, router)}>
      <KeptReading />
      <HiddenState address={addressOf(id, asked, {})} own={own} />
      <div class="fields">
        <Fields columns={columns} asked={asked} codeLists={codeLists} departments={departments} />
        <label>
          {t("dataset.asOf")}
          <input type="date" name="asOf" value={asked.asOf ?? ""} />
        </label>
        <label>
          {t("dataset.order")}
          <select name="order">
            <option value="">{t("dataset.usualOrder")}</option>
            {orders.map(
              ({ order, text }) =>
                order !== null && (
                  <option value={order} selected={order === asked.order}>
                    {text}
                  </option>
                ),
            )}
          </select>
        </label>
        <label>
          {t("dataset.size")}
          <select name="size">
            {SIZES.map((size) => (
              <option value={size} selected={size === asked.size}>
                {String(size)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <fieldset>
        <legend>{t("dataset.columnsShown")}</legend>
        <div class="ticks">
          {columns.map(({ name, label }) => (
            <label class="tick">
              <input type="checkbox" name="columns" value={name} checked={names.has(name)} />
              {label}
            </label>
          ))}
        </div>
      </fieldset>
      <p class="row">
        <button type="submit" class="first">
          {t("dataset.apply")}
        </button>
        <Link to={`/datasets/${id}`}>{t("dataset.clear")}</Link>
      </p>
    </form>
  );
};
TableForm.props = ["page"];
