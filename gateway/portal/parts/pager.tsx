/** Links to the next page and the first of a list whose cursor is in the address. */
import type { FunctionalComponent } from "vue";
import { useRoute } from "vue-router";
import { useWords } from "../words";
import { Link } from "./link";

export interface PagerProps {
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly endCursor?: string | null;
    readonly hasPreviousPage?: boolean;
  };
  /** The name of the cursor in the address; `after` without it. */
  readonly name?: string;
}

export const Pager: FunctionalComponent<PagerProps> = ({ pageInfo, name = "after" }) => {
  const { t } = useWords();
  const { path, query } = useRoute();
  const to = (cursor: string | null): string => {
    const parameters = new URLSearchParams(
      Object.entries(query).flatMap(([key, value]) => (typeof value === "string" ? [[key, value]] : [])),
    );
    if (cursor === null) parameters.delete(name);
    else parameters.set(name, cursor);
    return `${path}?${parameters}`;
  };
  const { hasNextPage, endCursor = null } = pageInfo;
  if (!hasNextPage && query[name] === undefined) return null;
  return (
    <nav class="row" aria-label={t("parts.pages")}>
      {query[name] !== undefined && <Link to={to(null)}>{t("parts.first")}</Link>}
      {hasNextPage && endCursor !== null && (
        <Link to={to(endCursor)} rel="next">
          {t("parts.next")}
        </Link>
      )}
    </nav>
  );
};
Pager.props = ["pageInfo", "name"];
