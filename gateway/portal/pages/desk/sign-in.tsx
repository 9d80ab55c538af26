/** Leads to the district's identity platform, and back to where somebody wanted to go. */
import type { FunctionalComponent } from "vue";
import { useRoute } from "vue-router";
import { useWords } from "../../words";
import type { Session } from "./session";

export const SignIn: FunctionalComponent<{ readonly session: Session }> = ({ session: { ways } }) => {
  const { t } = useWords();
  const { fullPath } = useRoute();
  return (
    <section>
      <h1>{t("desk.title")}</h1>
      <p class="lead">{t("desk.lead")}</p>
      {ways === null ? (
        <p>{t("desk.notOffered")}</p>
      ) : (
        <p>
          <a class="button first" href={`/desk/sign-in?to=${encodeURIComponent(fullPath)}`}>
            {t("desk.signIn")}
          </a>
        </p>
      )}
    </section>
  );
};
SignIn.props = ["session"];
