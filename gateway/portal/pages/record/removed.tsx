/** A record that was public and is so no longer: why, and since when. Nothing of what it said. */
import type { FunctionalComponent } from "vue";
import type { RecordQuery } from "../../graph/public/graphql";
import { Facts } from "../../parts/facts";
import { Link } from "../../parts/link";
import { useWords } from "../../words";

export interface RemovedProps {
  readonly removed: NonNullable<RecordQuery["removedRecord"]>;
}

export const Removed: FunctionalComponent<RemovedProps> = ({ removed: { removal, release } }) => {
  const { t, moment, language } = useWords();
  const { feed, number, releasedAt } = release;
  return (
    <article>
      <h1>{t("record.removed")}</h1>
      <Facts
        facts={[
          { name: t("record.why"), value: t(`record.${removal}`) },
          { name: t("record.since"), value: `${moment(releasedAt)} · ${t("record.number", { number })}` },
          {
            name: t("record.dataset"),
            value: feed && (
              <Link to={`/datasets/${feed.id}`}>{language === "en" ? feed.titleEn : feed.title}</Link>
            ),
          },
        ]}
      />
    </article>
  );
};
Removed.props = ["removed"];
