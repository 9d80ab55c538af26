/** Any record in a list: its kind, its title as a link, who published it and when. */
import type { FunctionalComponent, VNodeChild } from "vue";
import { useWords } from "../words";
import { Link } from "./link";

export interface CardRecord {
  readonly title: string;
  readonly day?: string | null;
  readonly permalink: string;
  readonly department?: { readonly name: string } | null;
  readonly feed?: { readonly title: string; readonly titleEn: string } | null;
}

export const RecordCard: FunctionalComponent<{ readonly record: CardRecord; readonly more?: VNodeChild }> = ({
  record: { title, day, permalink, department, feed },
  more,
}) => {
  const words = useWords();
  return (
    <article>
      <Link to={permalink}>{title}</Link>
      {more}
      <p class="row quiet">
        {feed && <span class="tag">{words.language === "en" ? feed.titleEn : feed.title}</span>}
        {day && <time datetime={day}>{words.day(day)}</time>}
        {department && <span>{department.name}</span>}
      </p>
    </article>
  );
};
RecordCard.props = ["record", "more"];
