/**
 * The steps of 第三方意见, each by a person of the department that hands the file in, each in one transaction with
 * its entry of the trail. Names stay out of the trail, which is kept for good.
 */
import type pg from "pg";
import { shanghaiDay } from "#kit";
import { appendTrail, type Asker, type HubParts, type Queryable } from "#kit/hub";
import { demandAccess, type Action } from "#schema/access.js";
import type { Caller } from "#schema/caller.js";
import { HubError } from "#schema/errors.js";
import type { TrailEntry, TrailKind } from "#schema/trail.js";
import { readCalendar } from "../concurrence/rule.js";
import type { Submission } from "../desk/entities.js";
import type { Submissions } from "../desk/submissions.js";
import { checkAsked, checkAnswer, checkDecision } from "./checks.js";
import {
  MATTER_STATES,
  matterById,
  mattersOf,
  periodOf,
  stateOf,
  type Answered,
  type Asked,
  type Decided,
  type Matter,
  type MatterState,
  type Period,
} from "./matter.js";

export interface StandingMatter extends Matter, Period {
  readonly state: MatterState;
}

export interface ThirdParties {
  readonly ofSubmission: (client: Queryable, submission: string) => Promise<readonly StandingMatter[]>;
  /** THIRD_PARTY_STATE, THIRD_PARTY_INVALID. */
  readonly ask: (submission: string, asker: Asker, asked: Asked) => Promise<Submission>;
  readonly recordAnswer: (id: string, asker: Asker, answered: Answered) => Promise<Submission>;
  readonly decide: (id: string, asker: Asker, decided: Decided) => Promise<Submission>;
}

/** While its rows can still be published as they are. */
const OPEN: ReadonlySet<string> = new Set(["CHECKED", "SUBMITTED", "APPROVED"]);

export function createThirdParties(
  { database, contracts, now }: Pick<HubParts, "database" | "contracts" | "now">,
  submissions: Pick<Submissions, "find">,
): ThirdParties {
  const today = (): string => shanghaiDay(now());
  const standing = async (
    client: Queryable,
    matters: readonly Matter[],
  ): Promise<readonly StandingMatter[]> => {
    if (matters.length === 0) return [];
    const calendar = await readCalendar(client, contracts());
    return matters.map((matter) => {
      const period = periodOf(matter, calendar);
      return { ...matter, ...period, state: stateOf(matter, period, today()) };
    });
  };

  /** The matter and its submission, for who may see them. */
  const find = async (
    id: string,
    asker: Asker,
  ): Promise<{ readonly matter: Matter; readonly of: Submission }> => {
    const matter = await matterById(asker.statements, id.toLowerCase());
    if (!matter) throw new HubError("THIRD_PARTY_UNKNOWN");
    return { matter, of: await submissions.find(matter.submission, asker) };
  };

  /** One step of a matter, while nobody publishes the submission. */
  const step = async (
    { matter, of }: { readonly matter: Matter; readonly of: Submission },
    allowed: ReadonlySet<MatterState>,
    write: (
      client: pg.ClientBase,
      matter: StandingMatter,
    ) => Promise<Omit<TrailEntry, "department" | "subject">>,
  ): Promise<Submission> => {
    await database.transaction(async (client) => {
      await hold(client, of.id);
      const [found] = await standing(client, [(await matterById(client, matter.id)) ?? matter]);
      if (!found || !allowed.has(found.state)) throw stateError(found?.state ?? null);
      const { details, ...entry } = await write(client, found);
      await appendTrail(client, {
        ...entry,
        department: of.department,
        subject: of.id,
        details: { feed: of.feed, matter: found.id, ...details },
      });
    });
    return of;
  };

  const entry = (
    kind: TrailKind,
    { subject, name }: Caller,
    details: TrailEntry["details"],
  ): Omit<TrailEntry, "department" | "subject"> => ({ kind, actor: { subject, name }, details });

  const allowed = ({ caller }: Asker, action: Action, { department }: Submission): Caller =>
    demandAccess(caller, action, department);

  return {
    ofSubmission: async (client, submission) => standing(client, await mattersOf(client, submission)),

    ask: async (submission, asker, asked) => {
      const of = await submissions.find(submission, asker);
      const caller = allowed(asker, "thirdParty.record", of);
      const { party, interest, about, receivedOn } = checkAsked(asked, today());
      await database.transaction(async (client) => {
        await hold(client, of.id);
        const id = crypto.randomUUID();
        await client.query(
          `INSERT INTO disclosure.third_party (id, submission, party, interest, about, received_on, asked_at, asked_by_name)
          VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
          [id, of.id, party, interest, about, receivedOn, now(), caller.name],
        );
        await appendTrail(client, {
          ...entry("THIRD_PARTY_ASKED", caller, { feed: of.feed, matter: id, interest, receivedOn }),
          department: of.department,
          subject: of.id,
        });
      });
      return of;
    },

    recordAnswer: async (id, asker, given) => {
      const found = await find(id, asker);
      const caller = allowed(asker, "thirdParty.record", found.of);
      return step(found, new Set(["WAITING", "SILENT"]), async (client, matter) => {
        const { answer, answeredOn, reason } = checkAnswer(given, matter, today());
        await client.query(
          "UPDATE disclosure.third_party SET answer = $2, answered_on = $3, answer_reason = $4 WHERE id = $1",
          [matter.id, answer, answeredOn, reason],
        );
        return entry("THIRD_PARTY_ANSWERED", caller, { answer, answeredOn });
      });
    },

    decide: async (id, asker, given) => {
      const found = await find(id, asker);
      const caller = allowed(asker, "thirdParty.decide", found.of);
      if (caller.subject === found.of.submittedBy) throw new HubError("REVIEW_OWN");
      return step(found, new Set(["ANSWERED", "SILENT"]), async (client, matter) => {
        const { decision, ground, reason, toldOn } = checkDecision(given, matter, today());
        await client.query(
          `UPDATE disclosure.third_party SET decision = $2, ground = $3, decision_reason = $4, told_on = $5, decided_at = $6, decided_by_name = $7 WHERE id = $1`,
          [matter.id, decision, ground, reason, toldOn, now(), caller.name],
        );
        return entry("THIRD_PARTY_DECIDED", caller, { decision, ground, toldOn });
      });
    },
  };
}

async function hold(client: pg.ClientBase, submission: string): Promise<void> {
  const { rows } = await client.query<{ state: string; kind: string }>(
    "SELECT state, kind FROM disclosure.submission WHERE id = $1 FOR UPDATE",
    [submission],
  );
  if (rows[0]?.kind !== "FEED" || !OPEN.has(rows[0].state)) throw stateError(null);
}

/** Null: the submission is not open. */
function stateError(state: MatterState | null): HubError {
  const [zh, en] =
    state === null
      ? ["报送已办结或尚未校验", "the submission is over, or not checked"]
      : MATTER_STATES[state];
  return new HubError("THIRD_PARTY_STATE", { state: zh, stateEn: en });
}
