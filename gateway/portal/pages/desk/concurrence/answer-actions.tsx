/**
 * What the department that is asked answers to exactly the difference that is shown, and what a supervisor
 * decides of its objection or silence.
 */
import { defineComponent, ref } from "vue";
import {
  DeskAnswerConcurrenceDocument,
  DeskOverrideConcurrenceDocument,
  type ConcurrenceAnswer,
  type DeskConcurrenceQuery,
} from "../../../graph/desk/graphql";
import { useWords } from "../../../words";
import { changeDesk, type Session } from "../session";
import { useAction } from "../use-action";
import { Fault } from "../../../parts/fault";
import { NoteField } from "../../../parts/note-field";

export type ShownConcurrence = NonNullable<DeskConcurrenceQuery["concurrence"]>;

export interface AnswerActionsProps {
  readonly concurrence: ShownConcurrence;
  readonly session: Session;
}

export const AnswerActions = defineComponent(
  (props: AnswerActionsProps) => {
    const { t } = useWords();
    const { isRunning, fault, run } = useAction();
    const text = ref("");
    const answer = (given: ConcurrenceAnswer, digest: string): Promise<void> =>
      run(() =>
        changeDesk(DeskAnswerConcurrenceDocument, {
          id: props.concurrence.id,
          digest,
          answer: given,
          reason: text.value.trim() === "" ? null : text.value.trim(),
        }),
      );
    const override = (): Promise<void> =>
      run(() =>
        changeDesk(DeskOverrideConcurrenceDocument, { id: props.concurrence.id, reason: text.value.trim() }),
      );
    return () => {
      const { session, concurrence } = props;
      const { state, department, difference } = concurrence;
      const isAsked = session.roles.includes("reviewer") && session.department?.code === department.code;
      const mayAnswer = isAsked && difference !== null && ANSWERABLE.has(state);
      const mayOverride = session.roles.includes("supervisor") && OVERRIDABLE.has(state);
      if (!mayAnswer && !mayOverride) return null;
      const hasReason = text.value.trim() !== "";
      return (
        <section class="card" aria-labelledby="answer">
          <h2 id="answer">{t(mayAnswer ? "desk.answer" : "desk.decide")}</h2>
          <NoteField
            label={t(mayAnswer ? "desk.answerNote" : "desk.overrideNote")}
            text={text.value}
            longest={500}
            onType={(typed) => {
              text.value = typed;
            }}
          />
          <p class="actions">
            {mayAnswer && (
              <button
                type="button"
                class="first"
                disabled={isRunning.value}
                onClick={() => answer("AGREED", difference.digest)}
              >
                {t("desk.agree")}
              </button>
            )}
            {mayAnswer && state !== "OBJECTED" && (
              <button
                type="button"
                disabled={isRunning.value || !hasReason}
                onClick={() => answer("OBJECTED", difference.digest)}
              >
                {t("desk.object")}
              </button>
            )}
            {mayOverride && (
              <button type="button" disabled={isRunning.value || !hasReason} onClick={override}>
                {t("desk.override")}
              </button>
            )}
          </p>
          {!hasReason && <p class="quiet">{t(mayAnswer ? "desk.objectReason" : "desk.overrideReason")}</p>}
          <Fault text={fault.value} />
        </section>
      );
    };
  },
  { props: ["concurrence", "session"] },
);

const ANSWERABLE: ReadonlySet<string> = new Set(["WAITING", "OVERDUE", "OBJECTED"]);
const OVERRIDABLE: ReadonlySet<string> = new Set(["OBJECTED", "OVERDUE"]);
