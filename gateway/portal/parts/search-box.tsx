/** The search over everything: a form, which works without scripts as well. */
import { defineComponent } from "vue";
import { useRouter } from "vue-router";
import { KeptReading } from "./kept-reading";
import { submitQuery } from "./submit-query";
import { useWords } from "../words";

export const SearchBox = defineComponent(
  (props: { readonly text?: string }) => {
    const { t } = useWords();
    const router = useRouter();
    return () => (
      <form class="find" role="search" action="/search" onSubmit={(event) => submitQuery(event, router)}>
        <KeptReading />
        <input
          type="search"
          name="text"
          value={props.text}
          required
          minlength={2}
          maxlength={100}
          aria-label={t("frame.searchWhat")}
          placeholder={t("frame.searchWhat")}
        />
        <button type="submit" class="first">
          {t("frame.search")}
        </button>
      </form>
    );
  },
  { props: ["text"] },
);
