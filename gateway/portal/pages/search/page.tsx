import { definePage } from "../../app/page";
import { allPages } from "../../data/all-pages";
import {
  SearchDocument,
  SearchThemesDocument,
  type SearchQuery,
  type SearchType,
} from "../../graph/public/graphql";
import { Pager } from "../../parts/pager";
import { SearchBox } from "../../parts/search-box";
import { useWords } from "../../words";
import { Facet } from "../../parts/facet";
import { Hit } from "./hit";
import { Subscribe } from "./subscribe";
import { themesOf, type ThemeFound } from "./themes";

interface Found {
  readonly text: string;
  /** The values by which it is narrowed, by their names in the address. */
  readonly chosen: Readonly<Record<Narrowing, readonly string[]>>;
  /** Null while the text is too short to be looked for. */
  readonly found: SearchQuery["search"] | null;
  readonly themes: readonly ThemeFound[];
}

export default definePage<Found>({
  load: async ({ ask, query, labels }) => {
    const text = query("text")?.trim() ?? "";
    const [types = [], departments = [], areas = [], years = []] = NARROWINGS.map(
      (name) => query(name)?.split(",") ?? [],
    );
    const chosen = { types, departments, areas, years };
    if (text.length < LEAST_CHARACTERS) return { text, chosen, found: null, themes: [] };
    const year = years.find((one) => /^\d{4}$/.test(one)) ?? null;
    const [{ search }, datasets] = await Promise.all([
      ask(SearchDocument, {
        text,
        // the graph refuses what is no type
        types: orAll(types as SearchType[]),
        departments: orAll(departments),
        areas: orAll(areas),
        from: year && `${year}-01-01`,
        until: year && `${year}-12-31`,
        after: query("after"),
        labels,
      }),
      allPages(async (after) => (await ask(SearchThemesDocument, { after, labels })).datasets),
    ]);
    return { text, chosen, found: search, themes: themesOf(search, datasets) };
  },
  title: ({ text }, { t }) => (text === "" ? t("search.title") : t("search.titleOf", { text })),
  view: ({ data: { text, chosen, found, themes } }: { readonly data: Found }) => {
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
                  chosen={chosen.types}
                  choices={found.facets.map(({ type, typeLabel, count }) => ({
                    value: type,
                    label: typeLabel,
                    count,
                  }))}
                />
                <Facet
                  name={t("search.themes")}
                  parameter="types"
                  chosen={[chosen.types.join(",")]}
                  isSingle
                  choices={themes}
                />
                <Facet
                  name={t("search.departments")}
                  parameter="departments"
                  chosen={chosen.departments}
                  choices={found.departmentFacets.map(({ code, name, count }) => ({
                    value: code,
                    label: name,
                    count,
                  }))}
                />
                <Facet
                  name={t("search.areas")}
                  parameter="areas"
                  chosen={chosen.areas}
                  choices={found.areaFacets.map(({ code, name, count }) => ({
                    value: code,
                    label: name,
                    count,
                  }))}
                />
                <Facet
                  name={t("search.years")}
                  parameter="years"
                  chosen={chosen.years}
                  isSingle
                  choices={found.yearFacets.map(({ year, count }) => ({
                    value: String(year),
                    label: String(year),
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

const NARROWINGS = ["types", "departments", "areas", "years"] as const;
type Narrowing = (typeof NARROWINGS)[number];

function orAll<Value>(values: readonly Value[]): Value[] | null {
  return values.length > 0 ? [...values] : null;
}
