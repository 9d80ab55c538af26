/** The next step of a third party: what it said, or what a reviewer decides. */
import { defineComponent, reactive } from "vue";
import {
  DeskAnswerThirdPartyDocument,
  DeskDecideThirdPartyDocument,
  type ThirdPartyAnswer,
  type ThirdPartyDecision,
  type ThirdPartyGround,
} from "../../../graph/desk/graphql";
import { useWords } from "../../../words";
import { changeDesk, type Session } from "../session";
import { useAction } from "../use-action";
import type { ShownSubmission } from "./shown-submission";
import { TextField } from "./text-field";
import { Fault } from "../../../parts/fault";

export interface ThirdPartyStepsProps {
  readonly matter: ShownSubmission["thirdParties"][number];
  readonly session: Session;
}

type Choice = readonly [decision: ThirdPartyDecision, ground: ThirdPartyGround];

export const ThirdPartySteps = defineComponent(
  (props: ThirdPartyStepsProps) => {
    const { t } = useWords();
    const { isRunning, fault, run } = useAction();
    const typed = reactive({ reason: "", day: "" });
    const optional = (text: string): string | null => (text.trim() === "" ? null : text.trim());
    const answer = (given: ThirdPartyAnswer): Promise<void> =>
      run(() =>
        changeDesk(DeskAnswerThirdPartyDocument, {
          id: props.matter.id,
          answer: given,
          answeredOn: typed.day,
          reason: optional(typed.reason),
        }),
      );
    const decide = ([decision, ground]: Choice): Promise<void> =>
      run(() =>
        changeDesk(DeskDecideThirdPartyDocument, {
          id: props.matter.id,
          decision,
          ground,
          reason: optional(typed.reason),
          toldOn: ground === "PUBLIC_INTEREST" ? optional(typed.day) : null,
        }),
      );
    return () => {
      const { matter, session } = props;
      const mayAnswer = matter.answer === null && matter.decision === null;
      const choices = session.roles.includes("reviewer") ? choicesOf(matter) : [];
      if (!mayAnswer && choices.length === 0) return null;
      return (
        <div class="notice">
          <TextField
            label={t("desk.thirdPartyReason")}
            value={typed.reason}
            onText={(text) => (typed.reason = text)}
          />
          {(mayAnswer || matter.answer === "REFUSAL") && (
            <TextField
              label={t(mayAnswer ? "desk.answeredOn" : "desk.tellOn")}
              type="date"
              value={typed.day}
              onText={(text) => (typed.day = text)}
            />
          )}
          <p class="actions">
            {mayAnswer &&
              ANSWERS.map((given) => (
                <button
                  type="button"
                  disabled={
                    isRunning.value || typed.day === "" || (given === "REFUSAL" && typed.reason === "")
                  }
                  onClick={() => answer(given)}
                >
                  {t(`desk.thirdParty${given}`)}
                </button>
              ))}
            {choices.map((choice) => {
              const [decision, ground] = choice;
              return (
                <button type="button" disabled={isRunning.value} onClick={() => decide(choice)}>
                  {t(`desk.thirdParty${decision}`)}（{t(`desk.ground${ground}`)}）
                </button>
              );
            })}
          </p>
          <Fault text={fault.value} />
        </div>
      );
    };
  },
  { props: ["matter", "session"] },
);

const ANSWERS: readonly ThirdPartyAnswer[] = ["CONSENT", "REFUSAL"];

/** Those that its answer, or its silence, allows. */
function choicesOf({ state, answer }: ThirdPartyStepsProps["matter"]): readonly Choice[] {
  if (state === "SILENT")
    return [
      ["PUBLISH", "SILENCE"],
      ["WITHHOLD", "SILENCE"],
    ];
  if (state !== "ANSWERED") return [];
  return answer === "CONSENT"
    ? [["PUBLISH", "CONSENT"]]
    : [
        ["WITHHOLD", "JUSTIFIED"],
        ["PUBLISH", "UNJUSTIFIED"],
        ["PUBLISH", "PUBLIC_INTEREST"],
      ];
}
