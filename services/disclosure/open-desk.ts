/**
 * The desk of one hub, opened once for its database and closed with it: the intake of files, the moves of
 * submissions, the sources that come by themselves, the clock that ends publicity, and the one that erases
 * files.
 */
import type { HubParts } from "#kit/hub";
import { HubError } from "#schema/errors.js";
import { describeError } from "#schema/runtime/describe-error.js";
import { repeat } from "#schema/runtime/repeat.js";
import type { MikroORM } from "@mikro-orm/postgresql";
import { openAttachments, type Attachments } from "./attachments/store/attachments.js";
import { createConcurrences, type Concurrences } from "./concurrence/concurrences.js";
import { createSubmissions, type Submissions } from "./desk/submissions.js";
import { startRetention } from "./desk/retention.js";
import { startSealing } from "./desk/seal-clear.js";
import { openOrm } from "./desk/open-orm.js";
import { startClock } from "./expiry-clock.js";
import { createCheckerThread } from "./intake/checker-thread.js";
import { createIntake, type Intake } from "./intake/intake.js";
import { createThirdParties, type ThirdParties } from "./third-party/third-parties.js";
import { startSources, type Sources } from "./sources/schedule.js";

export interface Desk {
  readonly submissions: Submissions;
  readonly concurrences: Concurrences;
  readonly thirdParties: ThirdParties;
  readonly intake: Intake;
  readonly attachments: Attachments;
  readonly orm: MikroORM;
  readonly sources: Sources;
  /** Breaks checks off: whoever waits for one is told HUB_STOPPING. */
  readonly stopChecking: () => void;
  readonly close: () => Promise<void>;
}

/** For files whose check the database's going away broke off, or whose process died. */
const RESUME_EVERY_MS = 10_000;

const desks = new WeakMap<HubParts["database"], Promise<Desk>>();

export function deskOf(parts: HubParts): Promise<Desk> {
  const known = desks.get(parts.database) ?? openDesk(parts);
  desks.set(parts.database, known);
  return known;
}

async function openDesk(parts: HubParts): Promise<Desk> {
  const orm = await openOrm(parts.database);
  const thread = createCheckerThread(parts.database);
  const concurrences = createConcurrences(parts, orm);
  const submissions = createSubmissions(parts, orm, concurrences);
  const thirdParties = createThirdParties(parts, submissions);
  const intake = createIntake(parts, orm, thread);
  const attachments = openAttachments(parts);
  const resuming = repeat({
    everyMs: RESUME_EVERY_MS,
    work: intake.resume,
    onFault: (error) => {
      const isStopping = error instanceof HubError && error.code === "HUB_STOPPING";
      if (!isStopping)
        parts.log.error(
          describeError(error),
          "Files that were received and not checked wait for the next try",
        );
    },
    onBack: (tries) => parts.log.info({ tries }, "Files that were received are checked again"),
  });
  const sources = startSources(parts, { submissions, intake });
  const stopClock = startClock(parts);
  const stopRetention = startRetention(parts, attachments);
  const stopSealing = startSealing(parts);
  return {
    submissions,
    concurrences,
    thirdParties,
    intake,
    attachments,
    orm,
    sources,
    stopChecking: thread.stop,
    close: async () => {
      await sources.stop();
      await stopClock();
      await stopRetention();
      await stopSealing();
      thread.stop();
      await resuming.stop();
      await attachments.close();
      await orm.close();
    },
  };
}
