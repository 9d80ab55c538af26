/** The table's question to copy, in four languages. */
import { defineComponent, onMounted, ref } from "vue";
import { useWords } from "../../words";
import type { DatasetPage } from "./load";
import { sameQueries } from "./same-query";

export const SameQueries = defineComponent(
  (props: { readonly page: DatasetPage }) => {
    const words = useWords();
    const canCopy = ref(false);
    const copied = ref<string | null>(null);
    onMounted(() => {
      // only where the connection is secure
      canCopy.value = "clipboard" in navigator;
    });
    const copy = async (text: string): Promise<void> => {
      await navigator.clipboard.writeText(text);
      copied.value = text;
    };
    return () => {
      const { t } = words;
      const { dataset, asked, shown, origin } = props.page;
      const { query, variables, all } = sameQueries({
        origin,
        id: dataset.id,
        asked,
        columns: dataset.columns,
        shown: shown.map(({ name }) => name),
        language: words.language === "en" ? "EN" : "ZH",
      });
      return (
        <section id="query">
          <h2>{t("dataset.query")}</h2>
          <p class="row">
            <span class="quiet">{t("dataset.queryHint")}</span>
            <a href={`/explorer#${new URLSearchParams({ query, variables })}`}>{t("dataset.explore")}</a>
          </p>
          {all.map(({ name, text }) => (
            <details class="panel">
              <summary>{name}</summary>
              {canCopy.value && (
                <p class="actions">
                  <button type="button" onClick={() => copy(text)}>
                    {t("dataset.copy")}
                  </button>
                  <span role="status">{copied.value === text && t("dataset.copied")}</span>
                </p>
              )}
              <pre tabindex={0} aria-label={name}>
                <code>{text}</code>
              </pre>
            </details>
          ))}
        </section>
      );
    };
  },
  { props: ["page"] },
);
