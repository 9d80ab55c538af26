/** Which school serves an address; and where it matches several or none, what that means and whom to ask. */
import { definePage } from "../../app/page";
import {
  SchoolsForDocument,
  WhomToAskDocument,
  type AdmissionStage,
  type SchoolsForQuery,
  type WhomToAskQuery,
} from "../../graph/public/graphql";
import { Facts } from "../../parts/facts";
import { FilterForm } from "../../parts/filter-form";
import { Link } from "../../parts/link";
import { useWords } from "../../words";
import { graphLanguage } from "../../words/graph-language";
import { Match } from "./match";

interface Data {
  readonly place: string;
  readonly stage: AdmissionStage;
  /** Null where nothing is asked for yet, or too little. */
  readonly matches: SchoolsForQuery["schoolsFor"] | null;
  readonly lead: NonNullable<WhomToAskQuery["feed"]>["lead"] | null;
}

const STAGES: readonly AdmissionStage[] = ["PRIMARY_ENTRY", "JUNIOR_ENTRY", "KINDERGARTEN_ENTRY"];
const SHORTEST = 2;

export default definePage<Data>({
  load: async ({ ask, query, language }) => {
    const place = (query("place") ?? "").trim();
    const stage = STAGES.find((one) => one === query("stage")) ?? "PRIMARY_ENTRY";
    const { feed } = await ask(WhomToAskDocument, {});
    const found =
      place.length < SHORTEST
        ? null
        : await ask(SchoolsForDocument, { place, stage, language: graphLanguage(language) });
    return { place, stage, matches: found?.schoolsFor ?? null, lead: feed?.lead ?? null };
  },
  title: (_, { t }) => t("schools.title"),
  description: (_, { t }) => t("schools.lead"),
  view: ({ data: { place, stage, matches, lead } }: { readonly data: Data }) => {
    const { t, number } = useWords();
    const schools = new Set(matches?.map(({ catchment }) => catchment.schoolCode)).size;
    return (
      <>
        <h1>{t("schools.title")}</h1>
        <p class="lead">{t("schools.lead")}</p>
        <FilterForm>
          <label>
            {t("schools.place")}
            <input type="search" name="place" value={place} maxlength={100} required />
          </label>
          <label>
            {t("schools.stage")}
            <select name="stage">
              {STAGES.map((one) => (
                <option value={one} selected={one === stage}>
                  {t(`schools.${one}`)}
                </option>
              ))}
            </select>
          </label>
          <button type="submit" class="first">
            {t("schools.find")}
          </button>
        </FilterForm>
        {matches === null && place !== "" && <p role="alert">{t("schools.tooShort")}</p>}
        <div aria-live="polite">
          {matches?.length === 0 && [
            <h2>{t("schools.noneFound", { place })}</h2>,
            <p class="lead">{t("schools.none")}</p>,
          ]}
          {matches !== null &&
            matches.length > 0 && [
              <h2>
                {schools === 1
                  ? t("schools.oneFound", { place })
                  : t("schools.severalFound", { place, count: number(schools) })}
              </h2>,
              schools > 1 && <p class="lead">{t("schools.several")}</p>,
              <div class="columns">
                {matches.map((match) => (
                  <Match match={match} />
                ))}
              </div>,
            ]}
        </div>
        {lead && [
          <h2>{t("schools.call")}</h2>,
          <Facts
            facts={[
              {
                name: t("schools.department"),
                value: <Link to={`/departments/${lead.code}`}>{lead.name}</Link>,
              },
              {
                name: t("schools.phone"),
                value: lead.phone && <a href={`tel:${lead.phone}`}>{lead.phone}</a>,
              },
              { name: t("schools.address"), value: lead.address },
            ]}
          />,
        ]}
        <p class="row">
          <Link to="/datasets/education.schools">{t("schools.allSchools")}</Link>
          <Link to="/datasets/education.catchments">{t("schools.allCatchments")}</Link>
        </p>
      </>
    );
  },
});
