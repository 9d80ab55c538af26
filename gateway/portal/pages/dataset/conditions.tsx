/** The conditions that hold, in words, each a link that takes it away. */
import type { FunctionalComponent } from "vue";
import { Link } from "../../parts/link";
import { useWords, type Word } from "../../words";
import { addressOf, type Condition } from "./asked";
import type { DatasetPage } from "./load";

const WORDS: Readonly<Record<string, Word>> = {
  eq: "dataset.eq",
  startsWith: "dataset.starts",
  gt: "dataset.gt",
  gte: "dataset.gte",
  lt: "dataset.lt",
  lte: "dataset.lte",
  has: "dataset.has",
  isNull: "dataset.isNull",
};

export const Conditions: FunctionalComponent<{ readonly page: DatasetPage }> = ({ page }) => {
  const { t } = useWords();
  const { dataset, asked, codeLists, departments } = page;
  const inWords = ({ column: name, comparison, value }: Condition): string => {
    const column = dataset.columns.find((one) => one.name === name);
    const code = codeLists
      .find((list) => list.name === column?.codeList)
      ?.values.find((one) => one.code === value)?.label;
    const isTruth = column?.kind === "BOOLEAN" || comparison === "isNull";
    const truth = isTruth && (value === "true" ? t("dataset.yes") : t("dataset.no"));
    const department = name === "department" && departments?.find((one) => one.code === value)?.name;
    const { [comparison]: word = "dataset.eq" } = WORDS;
    return t(word, { column: column?.label ?? name, value: code ?? (truth || department || value) });
  };
  const tags = asked.conditions.map((condition) => ({
    text: inWords(condition),
    to: addressOf(dataset.id, asked, { conditions: asked.conditions.filter((one) => one !== condition) }),
  }));
  if (asked.rest !== null)
    tags.push({
      text: t("dataset.otherCondition", { condition: asked.rest }),
      to: addressOf(dataset.id, asked, { rest: null }),
    });
  if (tags.length === 0) return null;
  return (
    <ul class="row plain-row" aria-label={t("dataset.conditions")}>
      {tags.map(({ text, to }) => (
        <li>
          <Link class="tag" to={to} aria-label={t("dataset.remove", { condition: text })}>
            {text} ×
          </Link>
        </li>
      ))}
    </ul>
  );
};
Conditions.props = ["page"];
