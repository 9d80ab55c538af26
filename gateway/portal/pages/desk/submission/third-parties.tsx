/**
 * Third parties that were asked in writing whether what concerns them may be public: each with its time, what
 * it said, and the decision; and the forms by which the department records them.
 */
import { defineComponent, reactive } from "vue";
import { DeskAskThirdPartyDocument, type ThirdPartyInterest } from "../../../graph/desk/graphql";
import { useWords } from "../../../words";
import { changeDesk, type Session } from "../session";
import { useAction } from "../use-action";
import type { ShownSubmission } from "./shown-submission";
import { TextField } from "./text-field";
import { ThirdPartySteps } from "./third-party-steps";
import { Fault } from "../../../parts/fault";

export interface ThirdPartiesProps {
  readonly submission: ShownSubmission;
  readonly session: Session;
}

export const ThirdParties = defineComponent(
  (props: ThirdPartiesProps) => {
    const { t, day } = useWords();
    const { isRunning, fault, run } = useAction();
    const typed = reactive({ party: "", about: "", receivedOn: "", isPrivacy: false });
    const ask = (): Promise<void> =>
      run(async () => {
        const { party, about, receivedOn, isPrivacy } = typed;
        const interest: ThirdPartyInterest = isPrivacy ? "PRIVACY" : "TRADE_SECRET";
        await changeDesk(DeskAskThirdPartyDocument, {
          id: props.submission.id,
          party,
          about,
          receivedOn,
          interest,
        });
        Object.assign(typed, { party: "", about: "", receivedOn: "", isPrivacy: false });
      });
    return () => {
      const { submission, session } = props;
      const { state, department, withdrawal, thirdParties } = submission;
      const isOwn = session.department?.code === department.code;
      const mayRecord =
        isOwn && ["clerk", "reviewer"].some((role) => session.roles.some((own) => own === role));
      const isOpen = mayRecord && OPEN.has(state) && withdrawal === null;
      if (thirdParties.length === 0 && !isOpen) return null;
      return (
        <section aria-labelledby="third-parties">
          <h2 id="third-parties">{t("desk.thirdParties")}</h2>
          <ul class="plain">
            {thirdParties.map((one) => (
              <li key={one.id}>
                <p class="row">
                  <span class="tag">{t(`desk.thirdParty${one.state}`)}</span>
                  <strong>{one.party ?? t("desk.erased")}</strong>
                  <span>{t(`desk.${one.interest}`)}</span>
                  <span>{one.about}</span>
                </p>
                <p class="quiet">
                  {t("desk.thirdPartyPeriod", { receivedOn: day(one.receivedOn), dueOn: day(one.dueOn) })}
                </p>
                {one.answer !== null && one.answeredOn !== null && (
                  <p>
                    {day(one.answeredOn)} {t(`desk.thirdParty${one.answer}`)} {one.answerReason}
                  </p>
                )}
                {one.decision !== null && one.ground !== null && (
                  <p>
                    {one.decidedByName}：{t(`desk.ground${one.ground}`)} {one.decisionReason}{" "}
                    {one.toldOn !== null && t("desk.toldOn", { day: day(one.toldOn) })}
                  </p>
                )}
                {isOpen && <ThirdPartySteps key={one.state} matter={one} session={session} />}
              </li>
            ))}
          </ul>
          {isOpen && (
            <details>
              <summary>{t("desk.askThirdParty")}</summary>
              <TextField
                label={t("desk.thirdParty")}
                value={typed.party}
                onText={(text) => (typed.party = text)}
              />
              <TextField
                label={t("desk.thirdPartyAbout")}
                value={typed.about}
                onText={(text) => (typed.about = text)}
              />
              <TextField
                label={t("desk.letterReceivedOn")}
                type="date"
                value={typed.receivedOn}
                onText={(text) => (typed.receivedOn = text)}
              />
              <label class="row">
                <input
                  type="checkbox"
                  checked={typed.isPrivacy}
                  onChange={({ target }: Event) => {
                    typed.isPrivacy = target instanceof HTMLInputElement && target.checked;
                  }}
                />
                {t("desk.isPrivacy")}
              </label>
              <p class="actions">
                <button
                  type="button"
                  disabled={
                    isRunning.value || typed.party === "" || typed.about === "" || typed.receivedOn === ""
                  }
                  onClick={ask}
                >
                  {t("desk.recordLetter")}
                </button>
              </p>
            </details>
          )}
          <Fault text={fault.value} />
        </section>
      );
    };
  },
  { props: ["submission", "session"] },
);

const OPEN: ReadonlySet<string> = new Set(["CHECKED", "SUBMITTED", "APPROVED"]);
