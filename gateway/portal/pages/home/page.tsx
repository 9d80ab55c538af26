import { definePage } from "../../app/page";
import { HomeDocument, type HomeQuery } from "../../graph/public/graphql";
import { Link } from "../../parts/link";
import { RecordCard } from "../../parts/record-card";
import { useWords } from "../../words";
import { Duties } from "./duties";
import { Figure } from "./figure";
import { NewReleases } from "./new-releases";
import { SearchBox } from "../../parts/search-box";

export default definePage<HomeQuery>({
  load: ({ ask, labels }) => ask(HomeDocument, { labels }),
  title: (_, { t }) => t("home.title"),
  description: (_, { t }) => t("home.lead"),
  structured: () => ({
    "@context": "https://schema.org",
    "@type": "WebSite",
    name: "密云区政务公开 通查",
    potentialAction: {
      "@type": "SearchAction",
      target: "/search?text={text}",
      "query-input": "required name=text",
    },
  }),
  view: ({ data }: { readonly data: HomeQuery }) => {
    const { t, number, moment } = useWords();
    const { totals, latest, livingAllowance, assistance, dutyBoard } = data;
    return (
      <>
        <section class="hero">
          <h1>{t("home.heading")}</h1>
          <SearchBox />
          <p class="quiet">
            {t("home.totals", {
              records: number(totals.records),
              datasets: number(totals.datasets),
              departments: number(totals.departments),
              moment: moment(totals.lastReleasedAt),
            })}
          </p>
        </section>
        <section aria-labelledby="audiences">
          <h2 id="audiences">{t("home.audiences")}</h2>
          <ul class="row plain-row">
            {totals.audiences.map(({ audience, audienceLabel, datasets }) => (
              <li>
                <Link class="tag" to={`/datasets?audience=${audience}`}>
                  {audienceLabel} {number(datasets)}
                </Link>
              </li>
            ))}
          </ul>
        </section>
        <div class="columns">
          <section aria-labelledby="latest">
            <h2 id="latest">{t("home.latest")}</h2>
            <ul class="plain">
              {latest.nodes.map((record) => (
                <li>
                  <RecordCard record={record} />
                </li>
              ))}
            </ul>
          </section>
          <section aria-labelledby="released">
            <h2 id="released">{t("home.released")}</h2>
            <NewReleases first={data.releases.nodes} />
            <h2>{t("home.figures")}</h2>
            <ul class="cards">
              <Figure
                name={t("home.livingAllowance")}
                unit={t("home.persons")}
                series={livingAllowance.series[0]?.points}
                to="/statistics/social-assistance.minimum-living"
              />
              <Figure
                name={t("home.assistance")}
                unit={t("home.times")}
                series={assistance.series[0]?.points}
                to="/statistics/social-assistance.temporary"
              />
              <li class="card">
                <h3>
                  <Link to="/datasets/employment.vacancies">{t("home.vacancies")}</Link>
                </h3>
                <p class="figure">{number(data.vacancies.totalCount)}</p>
              </li>
              <li class="card">
                <h3>
                  <Link to="/schools">{t("home.schools")}</Link>
                </h3>
                <p class="figure">{number(data.schools.totalCount)}</p>
              </li>
            </ul>
          </section>
        </div>
        <Duties board={dutyBoard} />
        <section aria-labelledby="themes">
          <h2 id="themes">{t("home.themes")}</h2>
          <ul class="cards">
            {totals.themes.map(({ theme, themeLabel, datasets, records }) => (
              <li class="card">
                <Link to={`/datasets?theme=${theme}`}>{themeLabel}</Link>
                <p class="quiet">
                  {t("home.theme", { datasets: number(datasets), records: number(records) })}
                </p>
              </li>
            ))}
          </ul>
        </section>
      </>
    );
  },
});
