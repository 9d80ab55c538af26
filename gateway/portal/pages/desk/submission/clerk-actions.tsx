/** What the clerk does with what they handed in. */
import { defineComponent } from "vue";
import { DeskSubmitDocument, DeskWithdrawDocument } from "../../../graph/desk/graphql";
import { useWords } from "../../../words";
import { changeDesk, type Session } from "../session";
import type { ShownSubmission } from "./shown-submission";
import { useAction } from "../use-action";
import { Fault } from "../../../parts/fault";

export interface ClerkActionsProps {
  readonly submission: ShownSubmission;
  readonly session: Session;
}

export const ClerkActions = defineComponent(
  (props: ClerkActionsProps) => {
    const { t } = useWords();
    const { isRunning, fault, run } = useAction();
    return () => {
      const { id, state, errors, department } = props.submission;
      const isOwn =
        props.session.roles.includes("clerk") && props.session.department?.code === department.code;
      if (!isOwn || !OPEN.has(state)) return null;
      return (
        <section class="card" aria-label={t("desk.next")}>
          <p>{t(state === "SUBMITTED" ? "desk.waits" : errors > 0 ? "desk.correctFirst" : "desk.ready")}</p>
          <p class="actions">
            {state === "CHECKED" && errors === 0 && (
              <button
                type="button"
                class="first"
                disabled={isRunning.value}
                onClick={() => run(() => changeDesk(DeskSubmitDocument, { id }))}
              >
                {t("desk.submit")}
              </button>
            )}
            <button
              type="button"
              disabled={isRunning.value}
              onClick={() => run(() => changeDesk(DeskWithdrawDocument, { id, reason: null }))}
            >
              {t("desk.takeBack")}
            </button>
          </p>
          <Fault text={fault.value} />
        </section>
      );
    };
  },
  { props: ["submission", "session"] },
);

const OPEN = new Set(["CHECKED", "SUBMITTED"]);
