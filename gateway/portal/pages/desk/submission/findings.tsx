/**
 * What the check found, like the marked workbook: row, column, cell, and what to do. The clerk types the
 * right text in place, and the file is checked again with it.
 */
import { defineComponent, reactive } from "vue";
import { useRoute, useRouter } from "vue-router";
import { DeskCorrectDocument } from "../../../graph/desk/graphql";
import { keepReading, Link } from "../../../parts/link";
import { Table } from "../../../parts/table";
import { useWords } from "../../../words";
import { changeDesk } from "../session";
import { useAction } from "../use-action";
import type { ShownSubmission } from "./shown-submission";
import { Fault } from "../../../parts/fault";

type Finding = ShownSubmission["findings"][number];

export interface FindingsProps {
  readonly submission: ShownSubmission;
  /** True for who may correct cells of it here. */
  readonly mayCorrect: boolean;
}

export const Findings = defineComponent(
  (props: FindingsProps) => {
    const words = useWords();
    const { t, number, language } = words;
    const route = useRoute();
    const router = useRouter();
    const { isRunning, fault, run } = useAction();
    /** What was typed, by row and field. */
    const typed = reactive(
      new Map<string, { readonly row: number; readonly field: string; readonly text: string }>(),
    );

    const type = (row: number, field: string, { target }: Event): void => {
      if (target instanceof HTMLInputElement)
        typed.set(`${row} ${field}`, { row, field, text: target.value });
    };
    const correct = (): Promise<void> =>
      run(async () => {
        const corrections = [...typed.values()];
        const { correctSubmission } = await changeDesk(DeskCorrectDocument, {
          id: props.submission.id,
          corrections,
        });
        typed.clear();
        await router.push(keepReading(`/desk/submissions/${correctSubmission.id}`, router));
      });
    const cellOf = ({ row, field, header, value }: Finding) => {
      if (!props.mayCorrect || row === null || field === null) return value !== null && <mark>{value}</mark>;
      return (
        <input
          class="cell"
          aria-label={t("desk.correctCell", { row, header: header ?? field })}
          value={typed.get(`${row} ${field}`)?.text ?? value ?? ""}
          maxlength={4_000}
          onInput={(event: Event) => type(row, field, event)}
        />
      );
    };

    return () => {
      const { findings, findingKinds, errors, warnings, infos } = props.submission;
      const all = errors + warnings + infos;
      if (all === 0) return null;
      const { path, query } = route;
      const { code: chosen } = query;
      const shown = findingKinds.find(({ code }) => code === chosen)?.count ?? all;
      const from = Number(query["findings"] ?? 0) || 0;
      const narrowed = typeof chosen === "string" ? `code=${chosen}&` : "";
      return (
        <section aria-labelledby="findings">
          <h2 id="findings">{t("desk.findings")}</h2>
          <details open={narrowed !== ""}>
            <summary>{t("desk.byKind", { count: findingKinds.length })}</summary>
            <ul class="row plain-row">
              <li>
                <Link class="tag" to={path} aria-current={narrowed === "" ? "true" : undefined}>
                  {t("desk.all")} {number(all)}
                </Link>
              </li>
              {findingKinds.map(({ code, severity, count, message, english }) => (
                <li>
                  <Link
                    class={["tag", severity === "ERROR" && "bad"]}
                    to={`${path}?code=${code}`}
                    aria-current={code === chosen ? "true" : undefined}
                  >
                    {kindOf(language === "en" ? english : message)} {number(count)}
                  </Link>
                </li>
              ))}
            </ul>
          </details>
          <Table
            caption={t("desk.findingsOf", {
              from: number(from + 1),
              to: number(from + findings.length),
              all: number(shown),
            })}
            rows={findings}
            columns={[
              { name: t("desk.row"), isNumber: true, cell: ({ row }) => row ?? t("desk.wholeFile") },
              { name: t("desk.header"), cell: ({ header }) => header },
              { name: t("desk.cell"), cell: cellOf },
              {
                name: t("desk.severity"),
                cell: ({ severity }) => (
                  <span class={severity === "ERROR" ? "bad" : undefined}>{t(`desk.${severity}`)}</span>
                ),
              },
              {
                name: t("desk.message"),
                cell: ({ message, english }) => (language === "en" ? english : message),
              },
            ]}
          />
          {props.mayCorrect && typed.size > 0 && (
            <p class="actions">
              <button type="button" class="first" disabled={isRunning.value} onClick={correct}>
                {t("desk.correct", { count: number(typed.size) })}
              </button>
              <span class="quiet">{t("desk.correctText")}</span>
            </p>
          )}
          <Fault text={fault.value} />
          <p class="row">
            {from > 0 && <Link to={`${path}?${narrowed}`}>{t("parts.first")}</Link>}
            {from + findings.length < shown && (
              <Link to={`${path}?${narrowed}findings=${from + findings.length}`} rel="next">
                {t("parts.next")}
              </Link>
            )}
          </p>
        </section>
      );
    };
  },
  { props: ["submission", "mayCorrect"] },
);

const SHOWN_CHARACTERS = 24;

/** The beginning of its first sentence, without the row that this one is about. */
function kindOf(message: string): string {
  const text = message.replace(/^(?:第\d+行|Row \d+,? ?)/, "");
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}
