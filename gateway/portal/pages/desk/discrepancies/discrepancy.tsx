/** What two departments say of one matter, what they answered, and the answer of who reads it. */
import { defineComponent, ref } from "vue";
import { DeskAnswerDiscrepancyDocument, type ListedDiscrepancyFragment } from "../../../graph/desk/graphql";
import { Link } from "../../../parts/link";
import { Table } from "../../../parts/table";
import { useWords } from "../../../words";
import { changeDesk, type Session } from "../session";
import { useAction } from "../use-action";
import { Fault } from "../../../parts/fault";
import { NoteField } from "../../../parts/note-field";

export interface DiscrepancyProps {
  readonly discrepancy: ListedDiscrepancyFragment;
  readonly session: Session;
}

type Side = ListedDiscrepancyFragment["here"];

export const Discrepancy = defineComponent(
  (props: DiscrepancyProps) => {
    const { t, moment, language } = useWords();
    const { isRunning, fault, run } = useAction();
    const text = ref("");
    const answer = (): Promise<void> =>
      run(() =>
        changeDesk(DeskAnswerDiscrepancyDocument, {
          id: props.discrepancy.id,
          text: text.value.trim().replaceAll(/\s+/g, " "),
        }),
      );
    return () => {
      const { discrepancy, session } = props;
      const { id, code, subject, difference, differenceEn, thing, state, foundAt, resolvedAt } = discrepancy;
      const { here, there, answers } = discrepancy;
      const own = session.department?.code;
      const isOwn = [here, there].some(({ department }) => department.code === own);
      const mayAnswer = session.roles.includes("reviewer") && isOwn && state !== "RESOLVED";
      return (
        <section class="card" aria-labelledby={`of-${id}`}>
          <h2 id={`of-${id}`}>{t("desk.discrepancyOf", { subject, thing })}</h2>
          <p class={state === "FOUND" ? "bad" : undefined}>
            {language === "en" ? differenceEn : difference}（{code}）
          </p>
          <p class="row quiet">
            <span>{t(`desk.discrepancy${state}`)}</span>
            <time datetime={foundAt}>{t("desk.foundAt", { moment: moment(foundAt) })}</time>
            {resolvedAt != null && (
              <time datetime={resolvedAt}>{t("desk.resolvedAt", { moment: moment(resolvedAt) })}</time>
            )}
          </p>
          <Table
            caption={t("desk.bothSides", { thing, code })}
            rows={[here, there]}
            columns={[
              { name: t("desk.department"), cell: ({ department }: Side) => department.name },
              {
                name: t("desk.feed"),
                cell: ({ feed }: Side) => (language === "en" ? feed.titleEn : feed.title),
              },
              {
                name: t("desk.says"),
                cell: ({ says, permalink }: Side) =>
                  permalink == null ? (
                    t("desk.noRecord")
                  ) : (
                    <Link to={permalink}>{says ?? t("desk.theRecord")}</Link>
                  ),
              },
            ]}
          />
          {answers.length > 0 && (
            <ul>
              {answers.map(({ at, answeredBy, department, text: given }) => (
                <li>
                  {department.name} {answeredBy} <time datetime={at}>{moment(at)}</time>：{given}
                </li>
              ))}
            </ul>
          )}
          {mayAnswer && (
            <>
              <NoteField
                label={t("desk.discrepancyAnswer")}
                text={text.value}
                longest={1_000}
                onType={(typed) => {
                  text.value = typed;
                }}
              />
              <p class="actions">
                <button type="button" disabled={isRunning.value || text.value.trim() === ""} onClick={answer}>
                  {t("desk.sendAnswer")}
                </button>
              </p>
            </>
          )}
          <Fault text={fault.value} />
        </section>
      );
    };
  },
  { props: ["discrepancy", "session"] },
);
