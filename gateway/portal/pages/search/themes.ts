/** Themes of what was found: each is the types of its datasets. */
import type { SearchQuery, SearchThemesQuery } from "../../graph/public/graphql";

export interface ThemeFound {
  /** Its types, joined by commas, as the address has them. */
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

/** The most first. */
export function themesOf(
  { facets }: SearchQuery["search"],
  datasets: readonly SearchThemesQuery["datasets"]["nodes"][number][],
): readonly ThemeFound[] {
  const themes = new Map<string, { readonly label: string; readonly types: Set<string> }>();
  for (const { graphType, theme, themeLabel } of datasets) {
    if (graphType === null) continue;
    const known = themes.get(theme) ?? { label: themeLabel, types: new Set() };
    themes.set(theme, known);
    known.types.add(searchType(graphType));
  }
  return [...themes.values()]
    .map(({ label, types }) => {
      const found = facets.filter(({ type }) => types.has(type));
      return {
        label,
        value: found.map(({ type }) => type).join(","),
        count: found.reduce((sum, { count }) => sum + count, 0),
      };
    })
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => other.count - one.count);
}

/** `InspectionResult` is INSPECTION_RESULT in the graph's `SearchType`. */
function searchType(graphType: string): string {
  return graphType.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, "_").toUpperCase();
}
