/** All departments by their kinds. */
import type { FunctionalComponent } from "vue";
import { definePage } from "../../app/page";
import { DepartmentsDocument, type DepartmentsQuery } from "../../graph/public/graphql";
import { Link } from "../../parts/link";
import { Pager } from "../../parts/pager";
import { useWords } from "../../words";
import { graphLanguage } from "../../words/graph-language";

type Department = DepartmentsQuery["departments"]["nodes"][number];

/** As people look for them; a kind that is not here comes last. */
const KINDS: readonly Department["kind"][] = [
  "GOVERNMENT",
  "GOVERNMENT_OFFICE",
  "DEPARTMENT",
  "BRANCH",
  "PUBLIC_INSTITUTION",
  "TOWN",
];

export default definePage<DepartmentsQuery>({
  load: ({ ask, query, language }) =>
    ask(DepartmentsDocument, { language: graphLanguage(language), after: query("after") }),
  title: (_, { t }) => t("departments.title"),
  description: (_, { t }) => t("departments.lead"),
  view: ({ data: { departments, dutyBoard } }: { readonly data: DepartmentsQuery }) => {
    const { t, number, language } = useWords();
    const dutiesOf = new Map(dutyBoard.departments.map((totals) => [totals.department.code, totals]));
    const byKind = Map.groupBy(departments.nodes, ({ kind }) => kind);
    const placeOf = (kind: Department["kind"]): number => (KINDS.indexOf(kind) + 1 || KINDS.length + 1) - 1;
    const groups = [...byKind].toSorted(([one], [other]) => placeOf(one) - placeOf(other));
    return (
      <>
        <h1>{t("departments.title")}</h1>
        <p class="lead">{t("departments.lead")}</p>
        <p class="quiet">{t("departments.count", { count: number(departments.totalCount) })}</p>
        {groups.map(([, [first, ...rest]]) => (
          <section>
            <h2>{first?.kindLabel}</h2>
            <ul class="cards">
              {(first ? [first, ...rest] : []).map(({ code, name, englishName, phone }) => (
                <li class="card">
                  <h3>
                    <Link to={`/departments/${code}`}>
                      {language === "en" ? (englishName ?? name) : name}
                    </Link>
                  </h3>
                  {phone && <p class="quiet">{phone}</p>}
                  <Owed totals={dutiesOf.get(code)} />
                </li>
              ))}
            </ul>
          </section>
        ))}
        <Pager pageInfo={departments.pageInfo} />
      </>
    );
  },
});

type Totals = DepartmentsQuery["dutyBoard"]["departments"][number];

/** What it has to publish, and whether it is late; nothing for who has no duty. */
const Owed: FunctionalComponent<{ readonly totals?: Totals | undefined }> = ({ totals }) => {
  const { t, number } = useWords();
  if (!totals) return null;
  const { duties, lateRecords } = totals;
  const overdue = totals.overdue + totals.partly;
  return (
    <p class="row">
      <span class="quiet">{t("departments.owes", { count: number(duties) })}</span>
      {overdue > 0 && <strong class="bad">{t("departments.overdueOf", { count: number(overdue) })}</strong>}
      {lateRecords > 0 && <span class="late">{t("departments.lateOf", { count: number(lateRecords) })}</span>}
    </p>
  );
};
Owed.props = ["totals"];
