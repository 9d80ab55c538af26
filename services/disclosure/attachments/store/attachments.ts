/**
 * The files of one hub: kept where it is set, read from where each lies, and never given out unless each part
 * has the hash that it had when it was handed in. What a store has and no file is known by, because an upload
 * broke off or a file was forgotten, is on a list until it is erased there.
 */
import {
  addAttachment,
  attachmentPlace,
  claimLeftovers,
  expectLeftover,
  PART_BYTES,
  partHashes,
  settleLeftover,
  sha256Of,
  type HubParts,
  type Queryable,
  type ReadAttachment,
  type StoreName,
} from "#kit/hub";
import { HubError } from "#schema/errors.js";
import type { AttachmentStore } from "./attachment-store.js";
import { storeInBucket } from "./in-bucket.js";
import { storeInDatabase } from "./in-database.js";

export interface Attachments {
  /** Keeps a new file; ATTACHMENT_STORE_UNAVAILABLE leaves nothing that names it. */
  readonly add: (attachment: ReadAttachment, content: Uint8Array) => Promise<void>;
  /** Puts a known file's bytes right where they lie. */
  readonly mend: (sha256: string, content: Uint8Array) => Promise<void>;
  /**
   * Bytes from `start` to `end`, both counted in. Throws ATTACHMENT_DAMAGED and ATTACHMENT_STORE_UNAVAILABLE,
   * before the first part or between parts: what does not match is not given.
   */
  readonly open: (
    statements: Queryable,
    sha256: string,
    span: { readonly start: number; readonly end: number },
  ) => Promise<AsyncIterable<Uint8Array>>;
  /** Gives how many files were erased. */
  readonly eraseLeftovers: (now: Date) => Promise<number>;
  readonly close: () => Promise<void>;
}

/** Longer than an upload may take. */
const UPLOAD_MS = 3_600_000;

export function openAttachments({
  database,
  bucket: settings,
  log,
  now,
}: Pick<HubParts, "database" | "bucket" | "log" | "now">): Attachments {
  const bucket = settings === null ? null : storeInBucket(settings, log);
  const own: StoreName = bucket === null ? "database" : "bucket";
  const stores: Readonly<Record<StoreName, AttachmentStore | null>> = {
    database: storeInDatabase(database),
    bucket,
  };
  const storeOf = (name: StoreName): AttachmentStore => {
    const store = stores[name];
    if (store !== null) return store;
    log.error({}, "Attachments lie in a bucket, and the settings name none");
    throw new HubError("ATTACHMENT_STORE_UNAVAILABLE");
  };
  const placeOf = async (client: Queryable, sha256: string) => {
    const place = await attachmentPlace(client, sha256);
    if (place === null) throw new HubError("ATTACHMENT_UNKNOWN");
    return { ...place, store: storeOf(place.keptIn) };
  };
  return {
    add: async (attachment, content) => {
      const { sha256 } = attachment;
      const due = new Date(now().getTime() + UPLOAD_MS);
      if (!(await expectLeftover(database.pool, { sha256, keptIn: own }, due)))
        throw new HubError("ATTACHMENT_STORE_UNAVAILABLE");
      await storeOf(own).keep(sha256, content);
      await addAttachment(database, attachment, { keptIn: own, partHashes: partHashes(content) });
    },
    mend: async (sha256, content) => {
      const { store } = await placeOf(database.pool, sha256);
      await store.keep(sha256, content);
    },
    open: async (statements, sha256, { start, end }) => {
      const place = await placeOf(statements, sha256);
      const read = async (part: number): Promise<Uint8Array> => {
        const bytes = await place.store.part(sha256, part, statements);
        if (bytes !== null && sha256Of(bytes) === place.partHashes[part]) return bytes;
        const details = { sha256, part, store: place.keptIn, isThere: bytes !== null };
        log.error(
          details,
          "An attachment is lost or was altered: its bytes are not those that were handed in",
        );
        throw new HubError("ATTACHMENT_DAMAGED");
      };
      const [from, to] = [Math.floor(start / PART_BYTES), Math.floor(end / PART_BYTES)];
      const first = await read(from);
      return (async function* () {
        for (let part = from; part <= to; part += 1) {
          const bytes = part === from ? first : await read(part);
          const at = part * PART_BYTES;
          yield bytes.subarray(Math.max(0, start - at), end - at + 1);
        }
      })();
    },
    eraseLeftovers: async (at) => {
      let erased = 0;
      for (;;) {
        const due = await claimLeftovers(database.pool, at);
        for (const leftover of due) {
          await storeOf(leftover.keptIn).erase(leftover.sha256);
          await settleLeftover(database.pool, leftover);
          erased += 1;
        }
        if (due.length === 0) return erased;
      }
    },
    close: async () => bucket?.close(),
  };
}
