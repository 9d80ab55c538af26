/** The form, and what became of the case. What was typed is forgotten with the page. */
import { defineComponent, onMounted, ref, shallowRef } from "vue";
import { GraphFault } from "../../data/ask";
import { usePortal } from "../../data/portal";
import { AskCaseProgressDocument, type AskCaseProgressMutation } from "../../graph/public/graphql";
import { useWords } from "../../words";
import { graphLanguage } from "../../words/graph-language";
import { CaseFound } from "./case-found";

export const AskCase = defineComponent(() => {
  const words = useWords();
  const { t, language } = words;
  const { change } = usePortal();
  // Without scripts the form could only be sent where nothing answers it.
  const isReady = ref(false);
  const isAsking = ref(false);
  const fault = ref<string | null>(null);
  const found = shallowRef<AskCaseProgressMutation["askCaseProgress"] | null>(null);
  onMounted(() => {
    isReady.value = true;
  });

  const ask = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!(event.currentTarget instanceof HTMLFormElement)) return;
    const form = new FormData(event.currentTarget);
    const textOf = (name: string): string => {
      const given = form.get(name);
      return typeof given === "string" ? given.trim() : "";
    };
    isAsking.value = true;
    fault.value = null;
    found.value = null;
    try {
      const answer = await change(AskCaseProgressDocument, {
        caseNumber: textOf("caseNumber"),
        queryCode: textOf("queryCode"),
        language: graphLanguage(language),
      });
      found.value = answer.askCaseProgress;
    } catch (error) {
      if (!(error instanceof GraphFault)) throw error;
      fault.value = words.fault(error);
    } finally {
      isAsking.value = false;
    }
  };

  return () => (
    <>
      <form class="filter" method="post" autocomplete="off" onSubmit={ask}>
        <label>
          {t("caseProgress.number")}
          <input type="text" name="caseNumber" required maxlength={100} spellcheck={false} />
        </label>
        <label>
          {t("caseProgress.code")}
          <input type="text" name="queryCode" required maxlength={100} spellcheck={false} />
        </label>
        <button type="submit" disabled={!isReady.value || isAsking.value}>
          {t("caseProgress.ask")}
        </button>
      </form>
      <noscript>
        <p class="notice">{t("caseProgress.noScripts")}</p>
      </noscript>
      <div role="status" aria-live="polite">
        {fault.value !== null && <p class="bad">{fault.value}</p>}
        {found.value !== null && <CaseFound found={found.value} />}
      </div>
    </>
  );
});
