/** Who did what with a submission, and when. */
import type { FunctionalComponent } from "vue";
import { useWords } from "../../../words";
import type { ShownSubmission } from "./shown-submission";

export const Events: FunctionalComponent<{ readonly events: ShownSubmission["events"] }> = ({ events }) => {
  const { t, moment } = useWords();
  return (
    <section aria-labelledby="events">
      <h2 id="events">{t("desk.events")}</h2>
      <ol class="plain">
        {events.map(({ at, byName, to, note, acknowledged, rows }) => (
          <li>
            <p class="row">
              <time datetime={at}>{moment(at)}</time>
              <span class="tag">{t(`desk.${to}`)}</span>
              <span>{byName}</span>
            </p>
            {note !== null && <p>{note}</p>}
            {rows.length > 0 && (
              <ul>
                {rows.map(({ row, reason }) => (
                  <li>
                    {t("desk.inRow", { row })}：{reason}
                  </li>
                ))}
              </ul>
            )}
            {acknowledged.length > 0 && (
              <p class="quiet">{t("desk.acknowledged", { names: acknowledged.join("；") })}</p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
};
Events.props = ["events"];
