/** Where a record comes from, step by step, and its proof. */
import type { FunctionalComponent } from "vue";
import { Link } from "../../parts/link";
import { useWords } from "../../words";
import type { ShownRecord } from "./shown-record";
import { Verify } from "./verify";

export const Source: FunctionalComponent<{ readonly record: ShownRecord }> = ({ record }) => {
  const { t, moment } = useWords();
  const {
    row,
    release: { number, releasedAt, releasedBy, approvedBy, hash, department },
  } = record.provenance;
  return (
    <section aria-labelledby="source">
      <h2 id="source">{t("record.source")}</h2>
      <ol class="steps">
        <li>
          <strong>{t("record.file")}</strong>
          <span>{department.name}</span>
          <span class="quiet">{t("record.row", { row })}</span>
        </li>
        <li>
          <strong>{t("record.review")}</strong>
          <span>{approvedBy}</span>
          <span class="quiet">{t("record.second")}</span>
        </li>
        <li>
          <strong>{t("record.release")}</strong>
          <span>
            {t("record.number", { number })} · {releasedBy}
          </span>
          <time class="quiet" datetime={releasedAt}>
            {moment(releasedAt)}
          </time>
        </li>
        <li>
          <strong>{t("record.log")}</strong>
          <code title={hash}>{hash.slice(0, SHOWN)}…</code>
          <Link to="/.well-known/tongcha-log">{t("record.openLog")}</Link>
        </li>
      </ol>
      <Verify key={record.id} id={record.id} />
    </section>
  );
};
Source.props = ["record"];

const SHOWN = 16;
