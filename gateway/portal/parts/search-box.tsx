/**
 * The search over everything: a form, which works without scripts as well. With them it suggests while one
 * types.
 */
import { defineComponent, ref, shallowRef, useId, watch } from "vue";
import { useRouter } from "vue-router";
import { usePortal } from "../data/portal";
import { SuggestionsDocument, type SuggestionsQuery } from "../graph/public/graphql";
import { useWords } from "../words";
import { KeptReading } from "./kept-reading";
import { submitQuery } from "./submit-query";

/** Characters are typed faster than that, and only the last text is asked for. */
const PAUSE_MS = 150;
const LEAST_CHARACTERS = 2;

export const SearchBox = defineComponent(
  (props: { readonly text?: string }) => {
    const { t, language } = useWords();
    const { ask } = usePortal();
    const router = useRouter();
    const list = useId();
    const suggestions = shallowRef<SuggestionsQuery["suggestions"]>([]);
    const typedText = ref(props.text ?? "");
    watch(
      () => props.text,
      (text = "") => {
        typedText.value = text;
      },
    );
    let timer: ReturnType<typeof setTimeout> | undefined;

    const suggest = async (text: string): Promise<void> => {
      const labels = language === "en" ? "EN" : "ZH";
      const answer = await ask(SuggestionsDocument, { text, labels });
      if (text === typedText.value.trim()) suggestions.value = answer.suggestions;
    };
    const typed = ({ target }: Event): void => {
      if (!(target instanceof HTMLInputElement)) return;
      typedText.value = target.value;
      const text = target.value.trim();
      clearTimeout(timer);
      if (text.length < LEAST_CHARACTERS) return;
      timer = setTimeout(() => {
        suggest(text).catch(() => undefined);
      }, PAUSE_MS);
    };
    return () => (
      <form class="find" role="search" action="/search" onSubmit={(event) => submitQuery(event, router)}>
        <KeptReading />
        <input
          type="search"
          name="text"
          value={typedText.value}
          required
          minlength={LEAST_CHARACTERS}
          maxlength={100}
          list={list}
          autocomplete="off"
          aria-label={t("frame.searchWhat")}
          placeholder={t("frame.searchWhat")}
          onInput={typed}
        />
        <datalist id={list}>
          {suggestions.value.map(({ id, text, typeLabel }) => (
            <option key={id} value={text}>
              {typeLabel}
            </option>
          ))}
        </datalist>
        <button type="submit" class="first">
          {t("frame.search")}
        </button>
      </form>
    );
  },
  { props: ["text"] },
);
