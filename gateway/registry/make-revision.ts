/**
 * Makes the next revision with optimistic locking: it is computed without a lock from the latest one; if
 * another was made meanwhile, it is computed again from that. Several processes may publish concurrently;
 * their revisions are made one after the other.
 */
import { HubError } from "#schema/errors.js";
import type { RegistryDatabase } from "../database.js";
import type { Examination } from "./examine/question.js";
import { latestDocumentChange } from "./store/document-rows.js";
import {
  addRevision,
  latestNumber,
  lockRevisions,
  readRevision,
  type Client,
  type NewRevision,
  type Publication,
  type StoredRevision,
} from "./store/revision-rows.js";

export interface Attempt {
  readonly examination: Examination;
  /** Stores the revision's rows, and resolves to the revision; null: no revision is made. */
  readonly write: ((client: Client) => Promise<NewRevision>) | null;
}

export interface Outcome extends Examination {
  /** Null: refused, or nothing changed. */
  readonly revision: number | null;
}

export interface MakeRevision {
  /** Rejects with REGISTRY_BUSY when every try lost against another writer. */
  (attempt: (latest: StoredRevision | null) => Promise<Attempt>): Promise<Outcome>;
  readonly latest: () => Promise<StoredRevision | null>;
}

const TRIES = 20;

export interface MadeRevision {
  /** Stores the examination's results, so that gateways need not compute them again. */
  readonly keep: (examination: Examination) => Promise<void>;
  /** Makes this process serve a revision, so that its publisher can query it at once. */
  readonly serve: (number: number) => Promise<void>;
}

export function createRevisionMaker(database: RegistryDatabase, { keep, serve }: MadeRevision): MakeRevision {
  const latest = async (): Promise<StoredRevision | null> => {
    const number = await latestNumber(database.pool);
    return number === null ? null : readRevision(database.pool, number);
  };
  const store = (
    from: StoredRevision | null,
    documents: number | null,
    write: NonNullable<Attempt["write"]>,
  ): Promise<number | null> =>
    database.transaction(async (client) => {
      await lockRevisions(client);
      const isAsExamined =
        (await latestNumber(client)) === (from?.number ?? null) &&
        (await latestDocumentChange(client)) === documents;
      return isAsExamined ? addRevision(client, await write(client)) : null;
    });
  const make = async (attempt: (latest: StoredRevision | null) => Promise<Attempt>): Promise<Outcome> => {
    for (let tries = 0; tries < TRIES; tries += 1) {
      // A document that is registered meanwhile may use an element that the revision removes.
      const documents = await latestDocumentChange(database.pool);
      const from = await latest();
      const { examination, write } = await attempt(from);
      if (write) await keep(examination);
      const revision = write && (await store(from, documents, write));
      if (revision !== null) await serve(revision);
      if (!write || revision !== null) return { ...examination, revision };
    }
    throw new HubError("REGISTRY_BUSY");
  };
  return Object.assign(make, { latest });
}

/** True for one of the hub's own subgraphs. */
export function isOwn({ owner }: Pick<Publication, "owner">): boolean {
  return owner === null;
}
