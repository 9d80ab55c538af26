/**
 * 涉及其他机关的先协商: whoever is concerned by what a reviewer approved is asked, and nothing is published before
 * they agree to exactly that, their silence counts as consent, or a supervisor sets it aside.
 */
import { UniqueConstraintViolationException, type EntityManager, type MikroORM } from "@mikro-orm/postgresql";
import { shanghaiDay, type FeedContract } from "#kit";
import { appendTrail, type Asker, type HubParts, type Queryable } from "#kit/hub";
import { demandAccess, isAllowed } from "#schema/access.js";
import type { Caller } from "#schema/caller.js";
import { HubError } from "#schema/errors.js";
import type { Submission } from "../desk/entities.js";
import { recordAnswer, recordOverride } from "./answer.js";
import { ConcurrenceEntity, type ConcurrenceAnswer } from "./entity.js";
import { currentConcurrences, listConcurrences, type AskedConcurrence } from "./read.js";
import { consulteesOf, departmentNames, readCalendar, type Consultee } from "./rule.js";
import { dueDayOf, openStateOf, SETTLED, type DueDay, type OpenState } from "./standing.js";

export interface StandingConcurrence extends AskedConcurrence, DueDay {
  readonly standing: OpenState;
}

export interface Concurrences {
  /** Whom a submission's changes concern by the rules of today; CONCURRENCE_RULE_INVALID. */
  readonly consultees: (
    client: Queryable,
    contract: FeedContract,
    submission: Submission,
  ) => Promise<readonly Consultee[]>;
  /** Asks them, of those who have not been asked of this digest, when the entity manager is flushed. */
  readonly ask: (
    em: EntityManager,
    submission: Submission,
    digest: string,
    consultees: readonly Consultee[],
  ) => Promise<void>;
  /** For an approved submission: asks those whom the rules name by now, whoever was asked before. */
  readonly askMissing: (client: Queryable, contract: FeedContract, submission: Submission) => Promise<void>;
  /** Throws CONCURRENCE_PENDING while somebody has not agreed. */
  readonly refuseUnsettled: (
    client: Queryable,
    submission: Submission,
  ) => Promise<readonly StandingConcurrence[]>;
  /** In the release's transaction: refuses as before, and writes into the trail what it was released by. */
  readonly settle: (
    client: Queryable,
    submission: Submission,
    releaser: Caller,
    release: number | null,
  ) => Promise<void>;
  /** One that the caller asks for or is asked for, or CONCURRENCE_UNKNOWN. */
  readonly find: (id: string, asker: Asker) => Promise<AskedConcurrence>;
  readonly answer: (
    id: string,
    asker: Asker,
    given: { readonly digest: string; readonly answer: ConcurrenceAnswer; readonly reason: string | null },
  ) => Promise<AskedConcurrence>;
  readonly override: (id: string, asker: Asker, reason: string) => Promise<AskedConcurrence>;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const ONE = { from: null, newestFirst: true, size: 1 };

export function createConcurrences(
  { database, contracts, now }: Pick<HubParts, "database" | "contracts" | "now">,
  orm: MikroORM,
): Concurrences {
  // A withdrawal follows a document that says so: nobody is asked whether it may.
  const consultees: Concurrences["consultees"] = async (client, contract, { id, kind, department }) =>
    kind === "WITHDRAWAL"
      ? []
      : consulteesOf(client, contracts(), contract, { submission: id, department }, shanghaiDay(now()));

  const ask: Concurrences["ask"] = async (em, { id }, digest, asked) => {
    const known = await em.find(ConcurrenceEntity, { submission: id, digest });
    for (const { department, days, silence, basis, records } of asked)
      if (!known.some((one) => one.department === department))
        em.persist(
          em.create(ConcurrenceEntity, {
            id: crypto.randomUUID(),
            submission: id,
            digest,
            department,
            days,
            silence,
            basis,
            records,
            askedAt: now(),
          }),
        );
  };

  const refuseUnsettled: Concurrences["refuseUnsettled"] = async (client, { id }) => {
    const asked = await currentConcurrences(client, id);
    if (asked.length === 0) return [];
    const calendar = await readCalendar(client, contracts());
    const standing = asked.map((one): StandingConcurrence => {
      const due = dueDayOf(one, calendar);
      return { ...one, ...due, standing: openStateOf(one, due, shanghaiDay(now())) };
    });
    const waiting = standing.filter((one) => !SETTLED.has(one.standing));
    const codes = waiting.map(({ department }) => department);
    if (waiting.length > 0)
      throw new HubError("CONCURRENCE_PENDING", {
        departments: (await departmentNames(client, contracts(), codes)).join("、"),
      });
    return standing;
  };

  const find: Concurrences["find"] = async (id, { caller, statements }) => {
    const [found] = UUID.test(id) ? await listConcurrences(statements, { id }, ONE) : [];
    if (
      !found ||
      !(
        isAllowed(caller, "concurrence.see", found.department) ||
        isAllowed(caller, "submission.see", found.askedBy)
      )
    )
      throw new HubError("CONCURRENCE_UNKNOWN");
    return found;
  };

  return {
    consultees,
    ask,
    refuseUnsettled,
    find,

    askMissing: async (client, contract, submission) => {
      const { differenceDigest } = submission;
      if (differenceDigest === null || differenceDigest === undefined) return;
      const em = orm.em.fork();
      await ask(em, submission, differenceDigest, await consultees(client, contract, submission));
      await em.flush().catch((error: unknown) => {
        // Somebody else publishes it too, and asked.
        if (!(error instanceof UniqueConstraintViolationException)) throw error;
      });
    },

    settle: async (client, submission, releaser, release) => {
      const settled = await refuseUnsettled(client, submission);
      if (settled.length === 0) return;
      const { id, feed, department } = submission;
      await appendTrail(client, {
        kind: "CONCURRENCE_SETTLED",
        actor: { subject: releaser.subject, name: releaser.name },
        department,
        subject: id,
        details: {
          feed,
          concurrences: settled.map((one) => `${one.department} ${one.standing} ${one.dueOn}`),
          release,
        },
      });
    },

    answer: async (id, asker, given) => {
      const caller = demandAccess(asker.caller, "concurrence.answer", (await find(id, asker)).department);
      await database.transaction((client) =>
        recordAnswer(client, { id, caller, at: now(), contracts: contracts() }, given),
      );
      return find(id, asker);
    },

    override: async (id, asker, reason) => {
      await find(id, asker);
      const caller = demandAccess(asker.caller, "concurrence.override", null);
      await database.transaction((client) =>
        recordOverride(client, { id, caller, at: now(), contracts: contracts() }, reason),
      );
      return find(id, asker);
    },
  };
}
