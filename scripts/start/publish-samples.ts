/**
 * Publishes the domains' samples on an empty hub, through the same intake and review as any file, by two
 * people. A sample is `services/<domain>/samples/<feed>.<department>.<extension>`, and files that its rows
 * name are in the folder `<feed>/<department>` beside it; feeds that others refer to come first.
 */
import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { ENDLESS } from "#schema/runtime/lifetime.js";
import { handIn } from "../../services/disclosure/attachments/hand-in.js";
import { listConcurrences } from "../../services/disclosure/concurrence/read.js";
import { deskOf } from "../../services/disclosure/open-desk.js";
import { subgraphOf, type FeedContract } from "../../services/kit/feed/contract.js";
import type { HubParts } from "../../services/kit/graph/resolve/hub-request.js";
import { inTurn } from "../../services/kit/store/open/turns.js";
import { demoPerson } from "./demo-people.js";

const SERVICES = new URL("../../../services/", import.meta.url);

export interface PublishedSample {
  readonly feed: string;
  readonly file: string;
  readonly rows: number;
}

/**
 * Nothing on a hub that has a release already. Of hubs that start at once on one database, one publishes; the
 * others wait. `of`: only the samples of this domain.
 */
export async function publishSamples(
  parts: HubParts,
  onPublished: (sample: PublishedSample) => void,
  of: string | null = null,
): Promise<void> {
  if (await hasReleases(parts)) return;
  await inTurn(parts.database, "samples", async () => {
    if (!(await hasReleases(parts))) await publishAll(parts, onPublished, of);
  });
}

async function hasReleases({ database }: HubParts): Promise<boolean> {
  const { rows } = await database.pool.query("SELECT FROM hub.release LIMIT 1");
  return rows.length > 0;
}

async function publishAll(
  parts: HubParts,
  onPublished: (sample: PublishedSample) => void,
  of: string | null,
): Promise<void> {
  const done = new Set<string>();
  // A sample may define feeds that have samples themselves.
  for (let next = nextOf(parts, done); next; next = nextOf(parts, done)) {
    done.add(next.id);
    if (of !== null && subgraphOf(next.id) !== of) continue;
    for (const { file, department } of await samplesOf(next))
      onPublished({
        feed: next.id,
        file: file.pathname,
        rows: await publishFile(parts, next, file, department),
      });
  }
}

function nextOf(parts: HubParts, done: ReadonlySet<string>): FeedContract | undefined {
  return inOrder(parts.contracts()).find(({ id }) => !done.has(id));
}

async function publishFile(
  parts: HubParts,
  contract: FeedContract,
  file: URL,
  department: string,
): Promise<number> {
  const name = file.pathname.slice(file.pathname.lastIndexOf("/") + 1);
  await handInBeside(parts, contract, department);
  return publishAtOnce(parts, contract, department, { name, source: createReadStream(file) });
}

/** The files that the sample's rows name. */
async function handInBeside(parts: HubParts, contract: FeedContract, department: string): Promise<void> {
  const folder = new URL(`${feedName(contract)}/${department}/`, samplesFolder(contract));
  const { attachments } = await deskOf(parts);
  const { subject } = demoPerson("clerk", department);
  for (const name of await readdir(folder).catch(() => []))
    await handIn(
      { ...parts, attachments },
      { name, source: createReadStream(new URL(encodeURIComponent(name), folder)) },
      { subject, department },
    );
}

/** Takes a file all its way, others agreeing to it, and gives its rows; an Error for one with mistakes. */
export async function publishAtOnce(
  parts: HubParts,
  contract: FeedContract,
  department: string,
  { name, source }: { readonly name: string; readonly source: AsyncIterable<Uint8Array> },
): Promise<number> {
  const { submissions, concurrences, intake } = await deskOf(parts);
  const statements = parts.database.statements({ lifetime: ENDLESS, client: "", name: "disclosure" });
  const clerk = { caller: demoPerson("clerk", department), statements };
  const reviewer = { caller: demoPerson("reviewer", department), statements };
  const { id, errors, rows } = await intake.receive(contract, clerk.caller, { name, source }, true);
  if (errors > 0) throw new Error(`The file ${name} has ${errors} errors`);
  const { digest } = await submissions.difference(await submissions.submitForReview(id, clerk), clerk);
  await submissions.approve(id, reviewer, { digest, acknowledged: [], note: null });
  const waiting = { from: null, newestFirst: true, size: MOST_CONCERNED };
  for (const { id: asked, department: other } of await listConcurrences(
    statements,
    { submission: id },
    waiting,
  ))
    await concurrences.answer(
      asked,
      { caller: demoPerson("reviewer", other), statements },
      { digest, answer: "AGREED", reason: null },
    );
  await submissions.publish(id, reviewer);
  return rows;
}

/** Departments that one file concerns. */
const MOST_CONCERNED = 100;

async function samplesOf(
  contract: FeedContract,
): Promise<readonly { readonly file: URL; readonly department: string }[]> {
  const folder = samplesFolder(contract);
  const files = await readdir(folder).catch(() => []);
  const name = feedName(contract);
  return files.toSorted().flatMap((file) => {
    const [feed, department, extension] = file.split(".");
    return feed === name && department !== undefined && extension !== undefined
      ? [{ file: new URL(file, folder), department }]
      : [];
  });
}

function samplesFolder({ id }: FeedContract): URL {
  return new URL(`${subgraphOf(id)}/samples/`, SERVICES);
}

/** `documents` of `policy.documents`. */
function feedName({ id }: FeedContract): string {
  return id.slice(id.indexOf(".") + 1);
}

/** A feed after those that its rules look up. */
function inOrder(contracts: readonly FeedContract[]): readonly FeedContract[] {
  const ordered = new Set<FeedContract>();
  const visit = (contract: FeedContract): void => {
    for (const { feed } of contract.references) {
      const referenced = contracts.find(({ id }) => id === feed);
      if (referenced && referenced !== contract && !ordered.has(referenced)) visit(referenced);
    }
    ordered.add(contract);
  };
  for (const contract of contracts) visit(contract);
  return [...ordered];
}
