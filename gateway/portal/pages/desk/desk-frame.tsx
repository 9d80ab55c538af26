/** What is around every page of the desk: its sections by the person's roles, who it is, and the way out. */
import { defineComponent } from "vue";
import { useRoute } from "vue-router";
import { Link } from "../../parts/link";
import { useWords } from "../../words";
import { sectionsOf } from "./sections";
import { signOut, type Session } from "./session";
import { SessionEnded } from "./session-ended";

export const DeskFrame = defineComponent(
  (props: { readonly session: Session }, { slots }) => {
    const { t } = useWords();
    const route = useRoute();
    const leave = async (): Promise<void> => {
      location.assign(await signOut());
    };
    return () => (
      <div class="desk">
        <nav class="row desk-nav" aria-label={t("desk.title")}>
          <ul class="row">
            {sectionsOf(props.session).map(({ to, word }) => (
              <li>
                <Link class="tag" to={to} aria-current={route.path.startsWith(to) ? "page" : undefined}>
                  {t(word)}
                </Link>
              </li>
            ))}
          </ul>
          <span class="quiet">
            {[props.session.department?.name, props.session.name].filter(Boolean).join(" · ")}
          </span>
          <button type="button" onClick={leave}>
            {t("desk.signOut")}
          </button>
        </nav>
        <SessionEnded />
        {slots["default"]?.()}
      </div>
    );
  },
  { props: ["session"] },
);
