/** The versions of a record that were published, and what each changed. */
import type { FunctionalComponent } from "vue";
import { Link } from "../../parts/link";
import { Table } from "../../parts/table";
import { useWords } from "../../words";
import type { ShownRecord } from "./shown-record";

export interface VersionsProps {
  readonly versions: ShownRecord["versions"];
  /** The dataset's id. */
  readonly feed: string;
}

export const Versions: FunctionalComponent<VersionsProps> = ({ versions, feed }) => {
  const { t, moment } = useWords();
  return (
    <section aria-labelledby="versions">
      <h2 id="versions">{t("record.versions")}</h2>
      <ol class="plain">
        {versions.map(({ isCurrent, release, changes }) => (
          <li>
            <p class="row">
              <time datetime={release.releasedAt}>{moment(release.releasedAt)}</time>
              <Link to={`/data/${feed}/releases/${release.number}.csv`}>
                {t("record.number", { number: release.number })}
              </Link>
              {isCurrent && <span class="tag">{t("record.current")}</span>}
            </p>
            {changes.length > 0 && (
              <Table
                caption={t("record.changed")}
                columns={[
                  { name: t("record.field"), cell: ({ label }) => label },
                  { name: t("record.before"), cell: ({ before, unit }) => withUnit(before, unit) },
                  { name: t("record.after"), cell: ({ after, unit }) => withUnit(after, unit) },
                ]}
                rows={changes}
              />
            )}
          </li>
        ))}
      </ol>
    </section>
  );
};
Versions.props = ["versions", "feed"];

function withUnit(text: string | null, unit: string | null): string {
  if (text === null) return "—";
  return unit === null ? text : `${text} ${unit}`;
}
