/**
 * For emergencies: a supervisor takes departments' subgraphs back to a revision. Said twice, with a reason.
 */
import { defineComponent, ref } from "vue";
import { DeskRestoreDocument } from "../../../graph/desk/graphql";
import { useWords } from "../../../words";
import { changeDesk } from "../session";
import { useAction } from "../use-action";
import { Fault } from "../../../parts/fault";

export const Restore = defineComponent(
  (props: { readonly number: number }) => {
    const { t } = useWords();
    const { isRunning, fault, run } = useAction();
    const note = ref("");
    return () => (
      <details>
        <summary>{t("desk.restore")}</summary>
        <label class="stacked">
          {t("desk.restoreWhy")}
          <input
            maxlength={500}
            value={note.value}
            onInput={({ target }: Event) => {
              if (target instanceof HTMLInputElement) note.value = target.value;
            }}
          />
        </label>
        <button
          type="button"
          disabled={isRunning.value || note.value.trim() === ""}
          onClick={() =>
            run(() => changeDesk(DeskRestoreDocument, { number: props.number, note: note.value.trim() }))
          }
        >
          {t("desk.restoreTo", { number: props.number })}
        </button>
        <Fault text={fault.value} />
      </details>
    );
  },
  { props: ["number"] },
);
