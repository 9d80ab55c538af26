/**
 * What the reviewer decides: they approve exactly the difference that they saw, having acknowledged each
 * unusual change, publish it, or give it back with a reason.
 */
import { defineComponent, ref } from "vue";
import {
  DeskApproveDocument,
  DeskPublishDocument,
  DeskRejectDocument,
  DeskReturnDocument,
} from "../../../graph/desk/graphql";
import { useWords } from "../../../words";
import { changeDesk, type Session } from "../session";
import { RecordList } from "./record-list";
import type { Difference, ShownSubmission } from "./shown-submission";
import { useAction } from "../use-action";
import { RowReasons, type RowReason } from "./row-reasons";
import { Fault } from "../../../parts/fault";
import { NoteField } from "../../../parts/note-field";

export interface ReviewerActionsProps {
  readonly submission: ShownSubmission;
  readonly difference: Difference | null;
  readonly session: Session;
}

export const ReviewerActions = defineComponent(
  (props: ReviewerActionsProps) => {
    const { t, language, number } = useWords();
    const { isRunning, fault, run } = useAction();
    const acknowledged = ref<readonly string[]>([]);
    const text = ref("");
    const rows = ref<readonly RowReason[]>([]);

    const acknowledge = (name: string, isTicked: boolean): void => {
      const others = acknowledged.value.filter((one) => one !== name);
      acknowledged.value = isTicked ? [...others, name] : others;
    };
    return () => {
      const { session, submission, difference } = props;
      const { id, state } = submission;
      const isOwn =
        session.roles.includes("reviewer") && session.department?.code === submission.department.code;
      if (!isOwn || !(state === "SUBMITTED" || state === "APPROVED")) return null;
      const unusual = state === "SUBMITTED" ? (difference?.unusual ?? []) : [];
      const isAcknowledged = unusual.every(({ name }) => acknowledged.value.includes(name));
      const reason = text.value.trim();
      return (
        <section class="card" aria-labelledby="decide">
          <h2 id="decide">{t("desk.decide")}</h2>
          {unusual.map(({ name, message, english, count, rows }) => (
            <div class="notice">
              <label>
                <input
                  type="checkbox"
                  checked={acknowledged.value.includes(name)}
                  onChange={({ target }: Event) =>
                    acknowledge(name, target instanceof HTMLInputElement && target.checked)
                  }
                />{" "}
                {t("desk.acknowledge")} {language === "en" ? english : message} (
                {t("desk.recordCount", { count: number(count) })})
              </label>
              <RecordList rows={rows} />
            </div>
          ))}
          <NoteField
            label={t("desk.note")}
            text={text.value}
            longest={500}
            onType={(typed) => {
              text.value = typed;
            }}
          />
          <RowReasons
            reasons={rows.value}
            onChange={(reasons) => {
              rows.value = reasons;
            }}
          />
          <p class="actions">
            {state === "SUBMITTED" && difference && (
              <button
                type="button"
                class="first"
                disabled={isRunning.value || !isAcknowledged}
                onClick={() =>
                  run(() =>
                    changeDesk(DeskApproveDocument, {
                      id,
                      digest: difference.digest,
                      acknowledged: [...acknowledged.value],
                      note: reason === "" ? null : reason,
                    }),
                  )
                }
              >
                {t("desk.approve")}
              </button>
            )}
            {state === "APPROVED" && (
              <button
                type="button"
                class="first"
                disabled={isRunning.value}
                onClick={() => run(() => changeDesk(DeskPublishDocument, { id }))}
              >
                {t("desk.publish")}
              </button>
            )}
            <button
              type="button"
              disabled={isRunning.value || reason === ""}
              onClick={() => run(() => changeDesk(DeskReturnDocument, { id, reason, rows: [...rows.value] }))}
            >
              {t("desk.return")}
            </button>
            <button
              type="button"
              disabled={isRunning.value || reason === ""}
              onClick={() => run(() => changeDesk(DeskRejectDocument, { id, reason }))}
            >
              {t("desk.reject")}
            </button>
          </p>
          {reason === "" && <p class="quiet">{t("desk.reasonFirst")}</p>}
          {!isAcknowledged && <p class="quiet">{t("desk.acknowledgeFirst")}</p>}
          <Fault text={fault.value} />
        </section>
      );
    };
  },
  { props: ["submission", "difference", "session"] },
);
