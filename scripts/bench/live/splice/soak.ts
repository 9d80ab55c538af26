/**
 * Subscribers while all that may happen to a gateway happens: releases all the time, a department that
 * publishes one schema after the other, a gateway that is killed, connections that are cut. Gateways are real
 * hubs in processes of their own, and so are the clients.
 */
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { startDepartment } from "./department.js";
import { prepareHub, type HubProcess } from "./hub-process.js";
import { openNetwork } from "./network.js";
import { openPublisher, type Publisher } from "./publisher.js";
import type { Tally, Wanted } from "./subscriber.js";

export interface SoakOptions {
  /**
   * Address of a PostgreSQL database, which two gateways share; null: one gateway, on the embedded database
   * in `directory`.
   */
  readonly databaseUrl: string | null;
  readonly directory: string;
  readonly subscribers: number;
  /** How many of the subscriptions differ. */
  readonly streams: number;
  readonly changes: number;
  readonly rowsOfRelease: number;
  readonly say: (line: string) => void;
}

export interface SoakReport {
  readonly penalties: number;
  /**
   * Sums over all subscribers: events that did not come though later ones did, and events that came again.
   */
  readonly gaps: number;
  readonly repetitions: number;
  /** Answers with errors: how many of each code. */
  readonly codes: Readonly<Record<string, number>>;
  /** Connections that ended while the schema changed, by the kill, and by the cut. */
  readonly lost: { readonly byChanges: number; readonly byKill: number; readonly byCut: number };
  /** From when a change is published to when each subscriber has its first event with it, in milliseconds. */
  readonly splices: readonly number[];
  /**
   * Streams behind the subscriptions, at the end, on each gateway: who resumes has one of its own only until
   * it is where others are.
   */
  readonly streams: readonly number[];
}

const CLIENTS_OF_A_PROCESS = 500;
const LOOK_EVERY_MS = 200;
const LONGEST_WAIT_MS = 300_000;

export async function soak({
  databaseUrl,
  directory,
  subscribers,
  streams,
  changes,
  rowsOfRelease,
  say,
}: SoakOptions): Promise<SoakReport> {
  // The sockets of an embedded database go with its directory: a killed process takes nothing away.
  const environment = {
    TONGCHA_DATA: directory,
    TMPDIR: directory,
    SAMPLES: "false",
    SUBGRAPH_NETWORKS: "127.0.0.0/8",
    LIVE_CONNECTIONS_OF_CLIENT: String(2 * subscribers),
    ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
  };
  const first = await prepareHub(environment);
  const second = databaseUrl === null ? first : await prepareHub(environment);
  const hubs = [...new Set([first, second])];
  const networks = await Promise.all(hubs.map(({ port }) => openNetwork(port)));
  const department = await startDepartment();
  const children: ChildProcess[] = [];
  try {
    for (const hub of hubs) await hub.start();
    const publisher = await openPublisher(() => second.url, environment);
    await publisher.publishDirectory();
    await publisher.publishSubgraph(department.sdl(0), department.url(0));
    // A gateway that does not know it yet would refuse the subscriptions.
    await until("each gateway has the department's schema", async () =>
      (await Promise.all(hubs.map(knowsDepartment))).every(Boolean),
    );
    const after = await publisher.latestRelease();
    const urls = networks.map(({ url }) => url);
    const wanted = Array.from({ length: subscribers }, (_, at): Wanted => ({
      urls: at % 2 === 0 ? urls : urls.toReversed(),
      transport: at % 4 < 2 ? "websocket" : "event-stream",
      stream: at % streams,
      after,
    }));
    for (let at = 0; at < subscribers; at += CLIENTS_OF_A_PROCESS) {
      const child = fork(fileURLToPath(new URL("subscribers.js", import.meta.url)));
      children.push(child);
      child.send(wanted.slice(at, at + CLIENTS_OF_A_PROCESS));
    }
    const tally = async (): Promise<readonly Tally[]> => (await Promise.all(children.map(tallyOf))).flat();
    let releases = startReleases(publisher, rowsOfRelease);
    /** Until all have what was published when it was called. */
    const untilAllHave = async (): Promise<readonly Tally[]> => {
      const target = releases.published();
      await until(`all subscribers have ${target} penalties`, async () =>
        (await tally()).every(({ last }) => last >= target),
      );
      return tally();
    };
    const lostIn = (tallies: readonly Tally[], before: readonly Tally[]): number =>
      tallies.filter(({ reconnections }, at) => reconnections > (before[at]?.reconnections ?? 0)).length;

    await releases.first;
    const begun = await untilAllHave();
    say(`${subscribers} subscribers of ${streams} streams on ${hubs.length} gateways`);

    const publications: number[] = [];
    for (let version = 1; version <= changes; version += 1) {
      await publisher.publishSubgraph(department.sdl(version), department.url(version));
      publications[version] = Date.now();
      await until(`all subscribers have version ${version}`, async () =>
        (await tally()).every(({ versions }) => versions[version] !== undefined),
      );
    }
    const changed = await untilAllHave();
    say(`${changes} changes of the schema, ${releases.published()} penalties`);

    // On one gateway alone nobody can publish meanwhile.
    const isAlone = first === second;
    if (isAlone) await releases.stop();
    await first.kill();
    await first.start();
    if (isAlone) releases = startReleases(publisher, rowsOfRelease);
    await releases.first;
    await until(
      "those of the killed gateway have noticed",
      async () => lostIn(await tally(), changed) >= Math.floor(subscribers / hubs.length),
    );
    const killed = await untilAllHave();
    say("a gateway was killed");

    for (const { cut } of networks) cut();
    await until(
      "all subscribers have noticed the cut",
      async () => lostIn(await tally(), killed) === subscribers,
    );
    await untilAllHave();
    say("all connections were cut");

    await releases.stop();
    const published = releases.published();
    const end = await untilAllHave();
    const sum = (of: (tally: Tally) => number): number => end.reduce((total, one) => total + of(one), 0);
    return {
      penalties: published,
      gaps: sum(({ gaps }) => gaps),
      repetitions: sum(({ repetitions }) => repetitions),
      codes: countOf(end.flatMap(({ codes }) => codes)),
      lost: {
        byChanges: lostIn(changed, begun),
        byKill: lostIn(killed, changed),
        byCut: lostIn(end, killed),
      },
      streams: await Promise.all(hubs.map(streamsOf)),
      splices: end.flatMap(({ versions }) =>
        publications.flatMap((at, version) => {
          const seen = versions[version];
          return seen === undefined ? [] : [seen - at];
        }),
      ),
    };
  } finally {
    for (const child of children) child.kill("SIGKILL");
    for (const { close } of networks) close();
    await Promise.all(hubs.map(({ kill }) => kill()));
    department.close();
  }
}

/** Throws when it does not happen: an event that a subscriber never gets has no duration. */
async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + LONGEST_WAIT_MS; !(await holds()); await pause(LOOK_EVERY_MS))
    if (Date.now() > end) throw new Error(`In vain, for ${LONGEST_WAIT_MS} ms: ${what}`);
}

/** True if a gateway has the fields of the department. */
async function knowsDepartment({ url }: HubProcess): Promise<boolean> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: "{ departments(first: 1) { nodes { spliceVersion } } }" }),
  });
  return response.ok && !("errors" in ((await response.json()) as object)); // what a gateway answers
}

async function streamsOf({ url }: HubProcess): Promise<number> {
  return Number(/^tongcha_live_streams (\d+)$/m.exec(await (await fetch(`${url}/metrics`)).text())?.[1]);
}

interface Releases {
  /** Number of the last penalty. */
  readonly published: () => number;
  /** Resolves when there has been one. */
  readonly first: Promise<unknown>;
  /** Rejects with what went wrong meanwhile. */
  readonly stop: () => Promise<void>;
}

/** One after the other. */
function startReleases(publisher: Publisher, rows: number): Releases {
  let published = 0;
  let isOver = false;
  const first = publisher.publishPenalties(rows).then((last) => {
    published = last;
  });
  const all = first.then(async () => {
    while (!isOver) published = await publisher.publishPenalties(rows);
  });
  all.catch(() => undefined);
  return {
    published: () => published,
    first,
    stop: () => {
      isOver = true;
      return all;
    },
  };
}

async function tallyOf(child: ChildProcess): Promise<readonly Tally[]> {
  const answer = once(child, "message");
  child.send("tally");
  const [tallies]: unknown[] = await answer;
  return tallies as readonly Tally[]; // what subscribers.ts sends
}

function countOf(codes: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}
