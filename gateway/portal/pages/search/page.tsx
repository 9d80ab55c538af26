import { definePage } from "../../app/page";
import { SearchDocument, type SearchQuery, type SearchType } from "../../graph/public/graphql";
import { Pager } from "../../parts/pager";
import { SearchBox } from "../../parts/search-box";
import { useWords } from "../../words";
import { Facet } from "./facet";
import { Hit } from "./hit";
import { Subscribe } from "./subscribe";

interface Found {
  readonly text: string;
  readonly types: readonly string[];
  /** Null while the text is too short to be looked for. */
  readonly found: SearchQuery["search"] | null;
}

export default definePage<Found>({
  load: async ({ ask, query, labels }) => {
    const text = query("text")?.trim() ?? "";
    const types = query("types")?.split(",") ?? [];
    if (text.length < LEAST_CHARACTERS) return { text, types, found: null };
    const { search } = await ask(SearchDocument, {
      text,
      // the graph refuses what is no type
      types: types.length > 0 ? (types as SearchType[]) : null,
      after: query("after"),
      labels,
    });
    return { text, types, found: search };
  },
  title: ({ text }, { t }) => (text === "" ? t("search.title") : t("search.titleOf", { text })),
  view: ({ data: { text, types, found } }: { readonly data: Found }) => {
    const { t, number } = useWords();
    return (
      <>
        <h1>{t("search.title")}</h1>
        <SearchBox text={text} />
        {found === null && <p class="quiet">{t("search.hint")}</p>}
        {found !== null && (
          <>
            <p role="status">
              {t(found.isComplete ? "search.count" : "search.countAbout", {
                count: number(found.totalCount),
              })}
              {found.isApproximate && found.totalCount > 0 && t("search.approximate")}
            </p>
            <div class="sided">
              <aside aria-label={t("search.narrow")}>
                <Facet
                  name={t("search.types")}
                  parameter="types"
                  chosen={types}
                  choices={found.facets.map(({ type, typeLabel, count }) => ({
                    value: type,
                    label: typeLabel,
                    count,
                  }))}
                />
                <Subscribe text={text} />
              </aside>
              <section aria-label={t("search.results")}>
                {found.totalCount === 0 && <p>{t("search.nothing")}</p>}
                <ol class="plain">
                  {found.nodes.map((hit) => (
                    <Hit key={`${hit.type} ${hit.id}`} hit={hit} text={text} />
                  ))}
                </ol>
                <Pager pageInfo={found.pageInfo} />
              </section>
            </div>
          </>
        )}
      </>
    );
  },
});

const LEAST_CHARACTERS = 2;
