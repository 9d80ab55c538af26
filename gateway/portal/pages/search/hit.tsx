/** One result: what it is, its title, and the words around what was found. */
import type { FunctionalComponent } from "vue";
import type { SearchQuery } from "../../graph/public/graphql";
import { Link } from "../../parts/link";
import { Marked } from "../../parts/marked";
import { useWords } from "../../words";

type SearchHit = SearchQuery["search"]["nodes"][number];

export const Hit: FunctionalComponent<{ readonly hit: SearchHit; readonly text: string }> = ({
  hit,
  text,
}) => {
  const words = useWords();
  const { record, title, excerpt, typeLabel, day } = hit;
  const address = addressOf(hit);
  const heading = <Marked text={title} words={text} />;
  return (
    <li>
      <article>
        {address === null ? heading : <Link to={address}>{heading}</Link>}
        {excerpt !== null && (
          <p>
            <Marked text={excerpt} words={text} />
          </p>
        )}
        <p class="row quiet">
          <span class="tag">{typeLabel}</span>
          {day !== null && <time datetime={day}>{words.day(day)}</time>}
          {record && "department" in record && record.department && <span>{record.department.name}</span>}
        </p>
      </article>
    </li>
  );
};
Hit.props = ["hit", "text"];

/** Null for what was taken down since it was found. */
function addressOf({ id, record }: SearchHit): string | null {
  if (!record) return null;
  if ("permalink" in record) return record.permalink;
  return record.kind === "Party" ? `/enterprises/${id}` : `/datasets/${id}`;
}
