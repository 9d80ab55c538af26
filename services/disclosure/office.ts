/** The desk and the intake of one hub, opened once for its database and closed with it. */
import type { HubParts } from "#kit";
import { HubError } from "#schema/errors.js";
import type { MikroORM } from "@mikro-orm/postgresql";
import { createDesk, type Desk } from "./desk/desk.js";
import { openOrm } from "./desk/open-orm.js";
import { startClock } from "./clock.js";
import { createCheckerThread } from "./intake/checker-thread.js";
import { createIntake, type Intake } from "./intake/intake.js";

export interface Office {
  readonly desk: Desk;
  readonly intake: Intake;
  readonly orm: MikroORM;
  /** Breaks checks off: whoever waits for one is told HUB_STOPPING. */
  readonly stopChecking: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const offices = new WeakMap<HubParts["database"], Promise<Office>>();

export function officeOf(parts: HubParts): Promise<Office> {
  const known = offices.get(parts.database) ?? openOffice(parts);
  offices.set(parts.database, known);
  return known;
}

async function openOffice(parts: HubParts): Promise<Office> {
  const orm = await openOrm(parts.database);
  const thread = createCheckerThread(parts.database.connection);
  const desk = createDesk(parts, orm);
  const intake = createIntake(parts, orm, thread);
  const resuming = intake.resume().catch((error: unknown) => {
    const isStopping = error instanceof HubError && error.code === "HUB_STOPPING";
    if (!isStopping) parts.log.error({ error: error instanceof Error ? error.name : typeof error }, "Files that an earlier process received wait for the next start");
  });
  const stopClock = startClock(parts);
  return {
    desk, intake, orm,
    stopChecking: thread.stop,
    close: async () => {
      await stopClock();
      await thread.stop();
      await resuming;
      await orm.close();
    },
  };
}
