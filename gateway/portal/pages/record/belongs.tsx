/** What else is published of the enterprise that a record is about. */
import type { FunctionalComponent } from "vue";
import type { RecordPartyQuery } from "../../graph/public/graphql";
import { Link } from "../../parts/link";
import { useWords } from "../../words";

export interface BelongsProps {
  readonly party: NonNullable<RecordPartyQuery["party"]>;
}

export const Belongs: FunctionalComponent<BelongsProps> = ({ party }) => {
  const { t, number, language } = useWords();
  const address = `/enterprises/${encodeURIComponent(party.id)}`;
  return (
    <section aria-labelledby="belongs">
      <h2 id="belongs">{t("record.belongs", { name: party.name })}</h2>
      <ul class="row">
        {party.recordCounts.map(({ feed, count }) => (
          <li class="tag">
            <Link to={`${address}#${feed.id}`}>{language === "en" ? feed.titleEn : feed.title}</Link>{" "}
            {number(count)}
          </li>
        ))}
      </ul>
    </section>
  );
};
Belongs.props = ["party"];
