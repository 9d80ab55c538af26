/** Why single rows are given back: the reviewer adds a row and a reason, as many as there are. */
import { defineComponent, ref } from "vue";
import { useWords } from "../../../words";

export interface RowReason {
  readonly row: number;
  readonly reason: string;
}

export interface RowReasonsProps {
  readonly reasons: readonly RowReason[];
  readonly onChange: (reasons: readonly RowReason[]) => void;
}

export const RowReasons = defineComponent(
  (props: RowReasonsProps) => {
    const { t } = useWords();
    const row = ref("");
    const reason = ref("");
    const textOf = ({ target }: Event): string => (target instanceof HTMLInputElement ? target.value : "");
    const add = (): void => {
      const known = Number(row.value);
      if (!Number.isInteger(known) || known < 1 || reason.value.trim() === "") return;
      const others = props.reasons.filter((one) => one.row !== known);
      props.onChange([...others, { row: known, reason: reason.value.trim() }]);
      row.value = "";
      reason.value = "";
    };
    return () => (
      <fieldset>
        <legend>{t("desk.rowReasons")}</legend>
        <ul class="plain">
          {props.reasons.map((one) => (
            <li class="row" key={one.row}>
              <span>{t("desk.inRow", { row: one.row })}</span>
              <span>{one.reason}</span>
              <button
                type="button"
                onClick={() => props.onChange(props.reasons.filter(({ row }) => row !== one.row))}
              >
                {t("desk.removeRow")}
              </button>
            </li>
          ))}
        </ul>
        <div class="row">
          <label>
            {t("desk.row")}{" "}
            <input
              type="number"
              min={1}
              value={row.value}
              onInput={(event: Event) => {
                row.value = textOf(event);
              }}
            />
          </label>
          <label>
            {t("desk.why")}{" "}
            <input
              maxlength={500}
              value={reason.value}
              onInput={(event: Event) => {
                reason.value = textOf(event);
              }}
            />
          </label>
          <button type="button" onClick={add}>
            {t("desk.addRow")}
          </button>
        </div>
      </fieldset>
    );
  },
  { props: ["reasons", "onChange"] },
);
