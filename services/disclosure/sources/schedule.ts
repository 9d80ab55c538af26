/**
 * Runs sources when they are due. Of several hubs one runs a source at a time: a lock of the database that
 * goes with the hub's connection, so that another takes over what a killed hub was at. A source that fails
 * comes back later and later.
 *
 * An own table and not a queue of jobs: pg-boss 12 works on both databases, but asks them 108 statements a
 * minute while nothing is due, where this asks twelve, and brings 13 tables with migrations of its own.
 */
import { ifFree, type HubParts } from "#kit/hub";
import { HubError } from "#schema/errors.js";
import { toUnavailable } from "#schema/runtime/database-failure.js";
import { describeError } from "#schema/runtime/describe-error.js";
import { createOutage } from "#schema/runtime/outage.js";
import { repeat } from "#schema/runtime/repeat.js";
import { readSources, type Source } from "./definition.js";
import type { Access } from "./fetch/access.js";
import { handInNew, type HandInParts } from "./hand-in.js";
import { begin, breakOff, fail, hasten, readRuns, schedule, succeed } from "./runs.js";
import { tryOut, type Trial } from "./try-out.js";

export interface Sources {
  /** All that are defined; those of before while the file is wrong. */
  readonly all: () => Promise<readonly Source[]>;
  /** All that are defined now. Throws SETTING_INVALID. */
  readonly read: () => Promise<readonly Source[]>;
  /** Lets it run now, by whichever hub is first. Throws SOURCE_COPY. */
  readonly runNow: (source: Source) => Promise<void>;
  /** What it would hand in. Throws what it would fail with. */
  readonly tryOut: (source: Source) => Promise<Trial>;
  readonly stop: () => Promise<void>;
}

const LOOK_EVERY_MS = 5_000;
const AT_ONCE = 2;

export function startSources(parts: HubParts, desk: Omit<HandInParts, "database">): Sources {
  const { database, log, now, sources: settings } = parts;
  const { pool } = database;
  const underWay = new Map<string, Promise<void>>();
  const controllers = new Set<AbortController>();
  const file = createOutage({
    onFault: (error) =>
      log.error(describeError(error), "The file of SOURCES is wrong: sources stay as they were before"),
    onBack: (tries) => log.info({ tries }, "The file of SOURCES is right again"),
  });
  let known: readonly Source[] = [];
  let isStopped = false;

  /** Work with a source, within its time and no longer than the hub lives. */
  const within = async <T>(
    source: Source,
    work: (access: Omit<Access, "markOf">) => Promise<T>,
  ): Promise<T> => {
    const seconds = source.timeLimitSeconds;
    const controller = new AbortController();
    const abort = (reason: HubError): void => controller.abort(reason);
    controllers.add(controller);
    const alarm = setTimeout(() => abort(new HubError("SOURCE_TIMEOUT", { seconds })), seconds * 1000);
    try {
      return await work({
        networks: settings.networks,
        secretOf: (name) => settings.secrets.get(name) ?? "",
        bytes: parts.limits.feedBytes,
        timeLimitMs: seconds * 1000,
        now,
        signal: controller.signal,
        abort,
      });
    } finally {
      clearTimeout(alarm);
      controllers.delete(controller);
      // Whatever is still open ends with it.
      abort(new HubError("HUB_STOPPING", { submission: source.id }));
    }
  };

  /** Under the lock: another hub may have run it since it was looked at. */
  const runDue = async (source: Source): Promise<void> => {
    const run = (await readRuns(pool, [source.id])).get(source.id);
    if (!run || run.nextAt > now() || isStopped) return;
    await begin(pool, source.id, now());
    try {
      const submission = await within(source, (access) => handInNew({ database, ...desk }, source, access));
      await succeed(pool, source, { submission, now: now() });
      log.info({ source: source.id, submission }, "A source was read");
    } catch (error) {
      // It is still due: another hub runs it, or the next start.
      const isStopping = error instanceof HubError && error.code === "HUB_STOPPING";
      if (isStopped || isStopping) return await breakOff(pool, source.id).catch(() => undefined);
      if (toUnavailable(error)) throw error;
      const refusal = error instanceof HubError ? error : new HubError("INTERNAL", { requestId: source.id });
      log[error instanceof HubError ? "warn" : "error"](
        { source: source.id, ...(error instanceof HubError ? { code: error.code } : describeError(error)) },
        "A source failed",
      );
      await fail(pool, run, { refusal: refusal.toJSON(), now: now() });
    }
  };

  const start = (source: Source): void => {
    const running = ifFree(database, `source ${source.id}`, () => runDue(source))
      // The database is away: it is still due.
      .catch((error: unknown) =>
        log.error({ source: source.id, ...describeError(error) }, "A source waits for the database"),
      )
      .finally(() => {
        underWay.delete(source.id);
      });
    underWay.set(source.id, running);
  };

  const all = async (): Promise<readonly Source[]> => {
    try {
      known = await readSources(settings);
      file.succeeded();
    } catch (error) {
      file.failed(error);
    }
    return known;
  };

  const look = async (): Promise<void> => {
    await all();
    if (parts.isCopy() || known.length === 0) return;
    const at = now();
    const runs = await readRuns(
      pool,
      known.map(({ id }) => id),
    );
    for (const source of known) {
      const run = runs.get(source.id);
      if (!run || run.schedule !== source.schedule) await schedule(pool, source, at);
      else if (run.nextAt <= at && !underWay.has(source.id) && underWay.size < AT_ONCE) start(source);
    }
  };

  const looking = repeat({
    everyMs: LOOK_EVERY_MS,
    work: look,
    onFault: (error) =>
      log.error(describeError(error), "Sources that are due could not be read and will be tried again"),
    onBack: (tries) => log.info({ tries }, "Sources are read again"),
  });

  return {
    all,
    read: () => readSources(settings),
    runNow: async (source) => {
      if (parts.isCopy()) throw new HubError("SOURCE_COPY");
      await schedule(pool, source, now());
      await hasten(pool, source.id, now());
      looking.wake();
    },
    tryOut: (source) => within(source, (access) => tryOut(desk, pool, source, access)),
    stop: async () => {
      isStopped = true;
      for (const controller of controllers)
        controller.abort(new HubError("HUB_STOPPING", { submission: "" }));
      await looking.stop();
      await Promise.all(underWay.values());
    },
  };
}
