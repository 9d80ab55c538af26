/** The duties of all departments this year: a bar of those in time, late, overdue, and still to come. */
import type { FunctionalComponent } from "vue";
import type { HomeQuery } from "../../graph/public/graphql";
import { Link } from "../../parts/link";
import { useWords } from "../../words";

export const Duties: FunctionalComponent<{ readonly board: HomeQuery["dutyBoard"] }> = ({
  board: { duties, met, metLate, overdue, partly, exempt, due, upcoming, departments },
}) => {
  const { t, number } = useWords();
  const parts = [
    { kind: "good", count: met, word: t("home.onTime") },
    { kind: "late", count: metLate, word: t("home.metLate") },
    { kind: "bad", count: overdue + partly, word: t("home.overdue") },
    { kind: "quiet", count: exempt + due + upcoming, word: t("home.toCome") },
  ];
  const late = departments.filter((one) => one.overdue + one.partly > 0).slice(0, SHOWN);
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
        <Link to="/duties">{t("home.allDuties")}</Link>
      </p>
      {late.length > 0 && (
        <ul class="row plain-row">
          {late.map((one) => (
            <li>
              <Link to={`/departments/${one.department.code}`}>{one.department.name}</Link>{" "}
              <span class="late">{t("home.overdueCount", { count: number(one.overdue + one.partly) })}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
Duties.props = ["board"];

const SHOWN = 5;
