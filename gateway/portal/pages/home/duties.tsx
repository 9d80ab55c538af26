/** The duties of all departments at a glance: a bar of those in time, overdue, still to come, and without a day. */
import type { FunctionalComponent } from "vue";
import type { HomeQuery } from "../../graph/public/graphql";
import { Link } from "../../parts/link";
import { useWords } from "../../words";

export const Duties: FunctionalComponent<{ readonly totals: HomeQuery["dutyTotals"] }> = ({
  totals: { duties, onTime, overdue, unreleased, departments },
}) => {
  const { t, number } = useWords();
  const parts = [
    { kind: "good", count: onTime, word: t("home.onTime") },
    { kind: "late", count: overdue, word: t("home.overdue") },
    { kind: "bad", count: unreleased, word: t("home.unreleased") },
    { kind: "quiet", count: duties - onTime - overdue - unreleased, word: t("home.withoutDeadline") },
  ];
  const late = departments.filter((one) => one.overdue > 0).slice(0, SHOWN);
  return (
    <section aria-labelledby="duties">
      <h2 id="duties">{t("home.duties", { duties: number(duties) })}</h2>
      <svg class="bar" viewBox={`0 0 ${Math.max(duties, 1)} 1`} preserveAspectRatio="none" aria-hidden="true">
        {parts.map(({ kind, count }, at) => (
          <rect
            class={kind}
            x={parts.slice(0, at).reduce((sum, part) => sum + part.count, 0)}
            width={count}
            height={1}
          />
        ))}
      </svg>
      <p class="row">
        {parts.map(({ kind, count, word }) => (
          <span class={kind}>
            {word} {number(count)}
          </span>
        ))}
        <Link to="/departments">{t("home.allDuties")}</Link>
      </p>
      {late.length > 0 && (
        <ul class="row plain-row">
          {late.map(({ department, overdue }) => (
            <li>
              <Link to={`/departments/${department.code}`}>{department.name}</Link>{" "}
              <span class="late">{t("home.overdueCount", { count: number(overdue) })}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
Duties.props = ["totals"];

const SHOWN = 5;
