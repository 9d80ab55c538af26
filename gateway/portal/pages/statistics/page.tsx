/** The statistics that there are, by subject. */
import { definePage } from "../../app/page";
import { allPages } from "../../data/all-pages";
import { StatisticsDocument, type StatisticsQuery } from "../../graph/public/graphql";
import { STATISTICS } from "../../parts/figures";
import { Link } from "../../parts/link";
import { useWords, type Word } from "../../words";

type Dataset = StatisticsQuery["datasets"]["nodes"][number];

const SUBJECTS: readonly { readonly domain: string; readonly word: Word }[] = [
  { domain: "social-assistance", word: "statistics.assistance" },
  { domain: "employment", word: "statistics.employment" },
  { domain: "education", word: "statistics.education" },
];

export default definePage<readonly Dataset[]>({
  load: async ({ ask }) => {
    const datasets = await allPages(async (after) => (await ask(StatisticsDocument, { after })).datasets);
    return STATISTICS.flatMap(({ dataset }) => datasets.find(({ id }) => id === dataset) ?? []);
  },
  title: (_, { t }) => t("statistics.title"),
  description: (_, { t }) => t("statistics.lead"),
  view: ({ data }: { readonly data: readonly Dataset[] }) => {
    const { t, day, language } = useWords();
    return (
      <>
        <h1>{t("statistics.title")}</h1>
        <p class="lead">{t("statistics.lead")}</p>
        {SUBJECTS.map(({ domain, word }) => (
          <section>
            <h2>{t(word)}</h2>
            <ul class="cards">
              {data
                .filter(({ id }) => id.startsWith(`${domain}.`))
                .map(({ id, title, titleEn, description, modified, publisher }) => (
                  <li class="card">
                    <h3>
                      <Link to={`/statistics/${id}`}>{language === "en" ? titleEn : title}</Link>
                    </h3>
                    <p>{description}</p>
                    <p class="quiet">
                      {t("statistics.updated", { day: day(modified), publisher: publisher.name })}
                    </p>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </>
    );
  },
});
