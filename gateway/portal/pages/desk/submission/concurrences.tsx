/** Which other departments must agree before this is published, and what they said. */
import type { FunctionalComponent } from "vue";
import { useWords } from "../../../words";
import { ConcurrenceTable } from "../concurrences/concurrence-table";
import type { ShownReview } from "./shown-submission";

export const Concurrences: FunctionalComponent<{ readonly review: ShownReview }> = ({
  review: { consultees, concurrences },
}) => {
  const { t, number } = useWords();
  if (concurrences.length === 0 && (consultees ?? []).length === 0) return null;
  return (
    <section aria-labelledby="concurrences">
      <h2 id="concurrences">{t("desk.othersAgree")}</h2>
      {(consultees ?? []).map(({ department, days, silence, basis, records }) => (
        <p>
          {t("desk.willBeAsked", {
            department: department.name,
            records: number(records),
            days: number(days),
            silence: t(`desk.silence${silence}`),
            basis,
          })}
        </p>
      ))}
      {concurrences.length > 0 && (
        <ConcurrenceTable caption={t("desk.asked")} concurrences={concurrences} isOfMany={false} />
      )}
    </section>
  );
};
Concurrences.props = ["review"];
