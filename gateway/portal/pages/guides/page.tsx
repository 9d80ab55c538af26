/** Where to begin when something is to be applied for: guides by questions, and items by their type. */
import { definePage } from "../../app/page";
import { GuidesDocument, type GuidesQuery } from "../../graph/public/graphql";
import { Link } from "../../parts/link";
import { useWords } from "../../words";

export default definePage<GuidesQuery>({
  load: ({ ask, labels }) => ask(GuidesDocument, { labels }),
  title: (_, { t }) => t("guides.title"),
  description: (_, { t }) => t("guides.lead"),
  view: ({ data: { serviceGuideNames: names, serviceItems } }: { readonly data: GuidesQuery }) => {
    const { t, number } = useWords();
    return (
      <>
        <h1>{t("guides.title")}</h1>
        <p class="lead">{t("guides.lead")}</p>
        <section aria-labelledby="guides">
          <h2 id="guides">{t("guides.byQuestions")}</h2>
          {names.length === 0 ? (
            <p>{t("guides.none")}</p>
          ) : (
            <ul class="cards">
              {names.map((name) => (
                <li class="card">
                  <Link to={`/guides/${encodeURIComponent(name)}`}>{name}</Link>
                </li>
              ))}
            </ul>
          )}
        </section>
        <p>
          <Link to="/case-progress">{t("guides.progress")}</Link>
        </p>
        <section aria-labelledby="items">
          <h2 id="items">{t("guides.byType")}</h2>
          <ul class="row plain-row">
            {serviceItems.groups.map(({ key: { itemType, itemTypeLabel }, count }) => (
              <li class="tag">
                <Link to={`/datasets/services-guide.items?itemType=${itemType}`}>{itemTypeLabel}</Link>{" "}
                {number(count)}
              </li>
            ))}
          </ul>
        </section>
      </>
    );
  },
});
