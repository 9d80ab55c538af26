/**
 * Shown while what somebody does waits for a new session: they sign in in another window, come back, and it
 * goes on.
 */
import { defineComponent, onBeforeUnmount, onMounted } from "vue";
import { useWords } from "../../words";
import { readSession, sessionEnded } from "./session";

export const SessionEnded = defineComponent(() => {
  const { t } = useWords();
  const look = async (): Promise<void> => {
    // who presses the button may have come back to the window just before
    if (sessionEnded.value && (await readSession()).signedIn) sessionEnded.value?.goOn();
  };
  const onFocus = (): void => {
    look().catch(() => undefined);
  };
  onMounted(() => window.addEventListener("focus", onFocus));
  onBeforeUnmount(() => window.removeEventListener("focus", onFocus));
  return () =>
    sessionEnded.value && (
      <div class="card notice" role="alert">
        <p>{t("desk.ended")}</p>
        <p class="actions">
          <a class="button first" target="_blank" href="/desk/sign-in?to=/desk/again">
            {t("desk.signInAgain")}
          </a>
          <button type="button" onClick={look}>
            {t("desk.goOn")}
          </button>
        </p>
      </div>
    );
});
