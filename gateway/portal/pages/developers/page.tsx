import { definePage } from "../../app/page";
import { useWords } from "../../words";
import { SECTIONS, type Place } from "./places";

export default definePage<null>({
  load: () => Promise.resolve(null),
  title: (_, { t }) => t("developers.title"),
  description: (_, { t }) => t("developers.lead"),
  view: () => {
    const { t } = useWords();
    return (
      <>
        <h1>{t("developers.title")}</h1>
        <p class="lead">{t("developers.lead")}</p>
        {SECTIONS.map(({ id, title, places }) => (
          <section aria-labelledby={id}>
            <h2 id={id}>{t(title)}</h2>
            <dl class="facts">
              {places.map((place) => [<dt>{addressOf(place)}</dt>, <dd>{t(place.word)}</dd>])}
            </dl>
          </section>
        ))}
        <section aria-labelledby="embed">
          <h2 id="embed">{t("developers.embed")}</h2>
          <p>{t("developers.embedText")}</p>
          <pre tabindex={0}>
            <code>{EMBEDDED}</code>
          </pre>
        </section>
      </>
    );
  },
});

/** An address with a part that differs is no link. */
function addressOf({ path }: Place) {
  return path.startsWith("/") && !path.includes("<") ? <a href={path}>{path}</a> : <code>{path}</code>;
}

const EMBEDDED = `<script type="module" src="https://<this hub>/portal/embed.js"></script>
<tongcha-search></tongcha-search>
<tongcha-list feed="enforcement.penalties" department="scjgj" first="5"></tongcha-list>`;
