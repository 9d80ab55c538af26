import { Link } from "../../../parts/link";
import { useWords } from "../../../words";
import { defineDeskPage } from "../desk-page";
import { sectionsOf } from "../sections";
import type { Session } from "../session";

export default defineDeskPage<null>({
  load: () => Promise.resolve(null),
  title: (_, { t }) => t("desk.title"),
  view: ({ session }: { readonly session: Session }) => {
    const { t } = useWords();
    return (
      <>
        <h1>{t("desk.welcome", { name: session.name ?? "" })}</h1>
        <ul class="cards">
          {sectionsOf(session).map(({ to, word, text }) => (
            <li class="card">
              <h2>
                <Link to={to}>{t(word)}</Link>
              </h2>
              <p>{t(text)}</p>
            </li>
          ))}
        </ul>
      </>
    );
  },
});
