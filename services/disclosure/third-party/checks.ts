/** What may be recorded of a third party: days that can be, and a decision that its answer allows. */
import { addDays } from "#kit";
import { HubError } from "#schema/errors.js";
import type {
  Answered,
  Asked,
  Decided,
  Decision,
  Ground,
  Matter,
  Period,
  ThirdPartyAnswer,
} from "./matter.js";

const LONGEST_PARTY = 200;
export const LONGEST_TEXT = 500;
const OLDEST_LETTER_DAYS = 366;

export function checkAsked(asked: Asked, today: string): Asked {
  const { interest, receivedOn } = asked;
  const [party, about] = [textOf(asked.party, LONGEST_PARTY), textOf(asked.about, LONGEST_TEXT)];
  if (party === null || about === null)
    throw invalid("须写明第三方和涉及的内容", "say who is asked, and about what");
  if (receivedOn > today || receivedOn < addDays(today, -OLDEST_LETTER_DAYS))
    throw invalid(
      "收到征求意见书的日期应在近一年内，不晚于今天",
      "the letter was received within a year, not after today",
    );
  return { party, interest, about, receivedOn };
}

export function checkAnswer(
  { answer, answeredOn, reason }: Answered,
  { receivedOn, dueOn }: Pick<Matter, "receivedOn"> & Period,
  today: string,
): Answered {
  const why = textOf(reason, LONGEST_TEXT);
  if (answeredOn < receivedOn || answeredOn > today)
    throw invalid(
      "提出意见的日期应在收到征求意见书之后，不晚于今天",
      "it was answered after the letter was received, not after today",
    );
  if (answeredOn > dueOn)
    throw invalid(
      "意见是逾期后提出的：按逾期未提出意见作出决定，可在理由中写明",
      "it came after its time: decide as of a silence, and say so in the reason",
    );
  if (answer === "REFUSAL" && why === null)
    throw invalid("不同意公开的，须写明其理由", "write down why it refuses");
  return { answer, answeredOn, reason: why };
}

const GROUNDS_OF: Readonly<Record<ThirdPartyAnswer | "NONE", ReadonlyMap<Ground, readonly Decision[]>>> = {
  CONSENT: new Map([["CONSENT", ["PUBLISH"]]]),
  REFUSAL: new Map([
    ["JUSTIFIED", ["WITHHOLD"]],
    ["UNJUSTIFIED", ["PUBLISH"]],
    ["PUBLIC_INTEREST", ["PUBLISH"]],
  ]),
  NONE: new Map([["SILENCE", ["PUBLISH", "WITHHOLD"]]]),
};

export function checkDecision(
  { decision, ground, reason, toldOn }: Decided,
  { answer, receivedOn }: Pick<Matter, "answer" | "receivedOn">,
  today: string,
): Decided {
  const why = textOf(reason, LONGEST_TEXT);
  if (GROUNDS_OF[answer ?? "NONE"].get(ground)?.includes(decision) !== true)
    throw invalid(
      "决定及其依据与第三方的意见不符",
      "the decision and its ground do not follow from what the third party said",
    );
  if (why === null && ground !== "CONSENT") throw invalid("须写明决定的理由", "say why");
  if (ground !== "PUBLIC_INTEREST") {
    if (toldOn !== null)
      throw invalid("只有因公共利益公开的填写告知日期", "only a decision for the public interest is told so");
  } else if (toldOn === null || toldOn < receivedOn || toldOn > today)
    throw invalid(
      "因公共利益公开的，须先书面告知第三方，并填写告知日期",
      "the third party is told in writing first: say on which day",
    );
  return { decision, ground, reason: why, toldOn };
}

/** Null for no text. */
function textOf(text: string | null, most: number): string | null {
  const found = text?.trim() ?? "";
  if (found.length > most || /\p{Cc}/u.test(found.replaceAll("\n", "")))
    throw invalid(`文字最多${most}个字符`, `a text has ${most} characters at most`);
  return found === "" ? null : found;
}

function invalid(reason: string, reasonEn: string): HubError {
  return new HubError("THIRD_PARTY_INVALID", { reason, reasonEn });
}
