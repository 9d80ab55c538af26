/** What the columns mean: their labels, kinds, rules, and the words of their codes. */
import type { FunctionalComponent } from "vue";
import { Table, type Column as TableColumn } from "../../parts/table";
import { useWords } from "../../words";
import type { Column } from "./asked";
import type { CodeList, DatasetPage } from "./load";

export const Meaning: FunctionalComponent<{ readonly page: DatasetPage }> = ({ page }) => {
  const { t } = useWords();
  const { dataset, codeLists } = page;
  const columns: readonly TableColumn<Column>[] = [
    { name: t("dataset.column"), cell: ({ label }) => label },
    { name: t("dataset.field"), cell: ({ name }) => <code>{name}</code> },
    { name: t("dataset.type"), cell: ({ kind }) => t(`dataset.${kind}`) },
    {
      name: t("dataset.meaning"),
      cell: ({ note, unit, codeList }) => (
        <div class="long">
          {note !== null && <p>{note}</p>}
          {unit !== null && <p>{t("dataset.unit", { unit })}</p>}
          <Codes list={codeLists.find(({ name }) => name === codeList) ?? null} />
        </div>
      ),
    },
  ];
  return (
    <section id="columns">
      <h2>{t("dataset.columns")}</h2>
      <Table caption={t("dataset.columns")} columns={columns} rows={dataset.columns} />
    </section>
  );
};
Meaning.props = ["page"];

const Codes: FunctionalComponent<{ readonly list: CodeList | null }> = ({ list }) => {
  const { t } = useWords();
  if (list === null) return null;
  return (
    <details>
      <summary>{t("dataset.codes", { count: list.values.length })}</summary>
      <ul class="codes">
        {list.values.map(({ code, label }) => (
          <li>
            <code>{code}</code> {label}
          </li>
        ))}
      </ul>
    </details>
  );
};
Codes.props = ["list"];
