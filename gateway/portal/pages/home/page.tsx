import { definePage } from "../../app/page";
import { HomeDocument, type HomeQuery } from "../../graph/public/graphql";
import { Link } from "../../parts/link";
import { useWords } from "../../words";

export default definePage<HomeQuery>({
  load: ({ ask }) => ask(HomeDocument, {}),
  title: (_, { t }) => t("home.title"),
  view: ({ data }: { readonly data: HomeQuery }) => {
    const { t, day, number } = useWords();
    return (
      <>
        <h1>{t("home.title")}</h1>
        <p>{number(data.totals.records)}</p>
        <ul>
          {data.latest.nodes.map((record) => (
            <li>
              <Link to={record.permalink}>{record.title}</Link> {day(record.day)}
            </li>
          ))}
        </ul>
      </>
    );
  },
});
