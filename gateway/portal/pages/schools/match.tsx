/** A school whose catchment has the address, and the record that says so. */
import type { FunctionalComponent } from "vue";
import type { SchoolsForQuery } from "../../graph/public/graphql";
import { Facts } from "../../parts/facts";
import { Link } from "../../parts/link";
import { useWords } from "../../words";

type SchoolMatch = SchoolsForQuery["schoolsFor"][number];

export const Match: FunctionalComponent<{ readonly match: SchoolMatch }> = ({
  match: { school, catchment },
}) => {
  const { t, day, number } = useWords();
  const plan = school?.admissionPlans.nodes.filter(({ year }) => year === catchment.year) ?? [];
  return (
    <article class="card">
      <h3>
        {school ? (
          <Link to={school.permalink}>{school.name}</Link>
        ) : (
          t("schools.unknownSchool", { code: catchment.schoolCode })
        )}
      </h3>
      {!school && <p>{t("schools.noSchool")}</p>}
      <Facts
        facts={[
          { name: t("schools.catchment"), value: catchment.placeName },
          { name: t("schools.range"), value: catchment.range },
          { name: t("schools.year"), value: catchment.year },
          { name: t("schools.shared"), value: catchment.isShared ? t("schools.isShared") : null },
          { name: t("schools.schoolStage"), value: school?.stageLabel },
          { name: t("schools.ownership"), value: school?.ownershipLabel },
          { name: t("schools.address"), value: school?.address },
          {
            name: t("schools.phone"),
            value: school?.phone && <a href={`tel:${school.phone}`}>{school.phone}</a>,
          },
          {
            name: t("schools.town"),
            value: school?.area && <Link to={`/towns/${school.area.code}`}>{school.area.name}</Link>,
          },
          {
            name: t("schools.plan"),
            value:
              plan.length === 0
                ? null
                : plan.map(({ permalink, entryModeLabel, seats, opensOn, closesOn }) => (
                    <div>
                      <Link to={permalink}>
                        {t("schools.planText", {
                          mode: entryModeLabel,
                          seats: number(seats),
                          opens: day(opensOn),
                          closes: day(closesOn),
                        })}
                      </Link>
                    </div>
                  )),
          },
          {
            name: t("schools.source"),
            value: (
              <Link to={catchment.permalink}>
                {catchment.year} {catchment.placeName}
              </Link>
            ),
          },
        ]}
      />
    </article>
  );
};
Match.props = ["match"];
