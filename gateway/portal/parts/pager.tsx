/** Links to the first page of a list, the one before and the next: the cursor is in the address. */
import type { FunctionalComponent } from "vue";
import { useRoute } from "vue-router";
import { useWords } from "../words";
import { Link } from "./link";

export interface PagerProps {
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly endCursor?: string | null;
    readonly hasPreviousPage?: boolean;
    readonly startCursor?: string | null;
  };
  /** The name of the cursor in the address; `after` without it. */
  readonly name?: string;
  /** The name of the cursor of the page before; without it there is no link to that. */
  readonly before?: string;
}

export const Pager: FunctionalComponent<PagerProps> = ({ pageInfo, name = "after", before = null }) => {
  const { t } = useWords();
  const { path, fullPath } = useRoute();
  const query = new URL(fullPath, "http://hub").searchParams;
  const to = (cursor: string | null, value: string | null): string => {
    const parameters = new URLSearchParams(query);
    for (const each of [name, before]) if (each !== null) parameters.delete(each);
    if (cursor !== null && value !== null) parameters.set(cursor, value);
    return `${path}?${parameters}`;
  };
  const { hasNextPage, endCursor = null, hasPreviousPage = false, startCursor = null } = pageInfo;
  const isFirst = !query.has(name) && (before === null || !query.has(before));
  if (!hasNextPage && isFirst) return null;
  return (
    <nav class="row" aria-label={t("parts.pages")}>
      {!isFirst && <Link to={to(null, null)}>{t("parts.first")}</Link>}
      {!isFirst && before !== null && hasPreviousPage && startCursor !== null && (
        <Link to={to(before, startCursor)} rel="prev">
          {t("parts.previous")}
        </Link>
      )}
      {hasNextPage && endCursor !== null && (
        <Link to={to(name, endCursor)} rel="next">
          {t("parts.next")}
        </Link>
      )}
    </nav>
  );
};
Pager.props = ["pageInfo", "name", "before"];
