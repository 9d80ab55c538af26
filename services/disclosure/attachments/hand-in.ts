/**
 * A file on its way in: received up to its limit, read apart, and kept under the hash of its bytes. What is
 * known already is named again and not read again; its bytes are kept again, lest they were lost. It is
 * public once a record that is names it.
 */
import { createHash } from "node:crypto";
import { foldText, isFileName } from "#kit";
import {
  attachmentsOf,
  createSpool,
  nameAttachment,
  personalFault,
  type Attachment,
  type HubParts,
  type ReadAttachment,
  type SpooledFile,
} from "#kit/hub";
import { HubError } from "#schema/errors.js";
import { beginsAs, kindNamed, KINDS, type Kind } from "./kinds.js";
import { readApart } from "./read/read-apart.js";
import type { Attachments } from "./store/attachments.js";

/** Documents of hundreds of pages with their pictures. */
export const LIMIT_BYTES = 50 * 2 ** 20;

export interface ReceivedAttachment {
  readonly name: string;
  readonly source: AsyncIterable<Uint8Array>;
}

export interface HandedInBy {
  readonly subject: string;
  readonly department: string;
}

/**
 * Throws ATTACHMENT_KIND, ATTACHMENT_TOO_LARGE, ATTACHMENT_UNREADABLE, ATTACHMENT_PERSONAL_NUMBER,
 * ATTACHMENT_STORE_UNAVAILABLE.
 */
export async function handIn(
  { database, now, attachments }: Pick<HubParts, "database" | "now"> & { readonly attachments: Attachments },
  { name, source }: ReceivedAttachment,
  { subject, department }: HandedInBy,
): Promise<Attachment> {
  const kind = isFileName(name) ? kindNamed(name) : null;
  if (kind === null) throw new HubError("ATTACHMENT_KIND", { name: name.slice(0, 120) });
  const file = await createSpool();
  try {
    const { sha256, bytes } = await receive(file, source);
    const content = new Uint8Array(bytes);
    await file.handle.read(content, 0, bytes, 0);
    const known = (await attachmentsOf(database.pool, [sha256])).get(sha256);
    if (known && known.mediaType !== KINDS[kind].mediaType) throw new HubError("ATTACHMENT_KIND", { name });
    if (known) await attachments.mend(sha256, content);
    const facts = known ?? (await keep(content, { sha256, kind, name }, attachments));
    await nameAttachment(database.pool, sha256, { name, department, by: subject, at: now() });
    const { pages, mediaType } = facts;
    return { sha256, name, bytes, mediaType, pages };
  } finally {
    await file.close();
  }
}

async function receive(
  { handle }: SpooledFile,
  source: AsyncIterable<Uint8Array>,
): Promise<{ readonly sha256: string; readonly bytes: number }> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.byteLength;
    if (bytes > LIMIT_BYTES) throw new HubError("ATTACHMENT_TOO_LARGE", { limitMiB: LIMIT_BYTES / 2 ** 20 });
    hash.update(chunk);
    await handle.appendFile(chunk);
  }
  return { sha256: hash.digest("hex"), bytes };
}

async function keep(
  content: Uint8Array,
  { sha256, kind, name }: { readonly sha256: string; readonly kind: Kind; readonly name: string },
  attachments: Attachments,
): Promise<ReadAttachment> {
  if (!beginsAs(kind, content)) throw new HubError("ATTACHMENT_KIND", { name });
  const { pages, text } = await readApart(kind, content);
  const personal = personalFault(foldText(text));
  if (personal?.code === "PERSONAL_NUMBER") throw new HubError("ATTACHMENT_PERSONAL_NUMBER");
  const { mediaType } = KINDS[kind];
  const attachment = { sha256, bytes: content.length, mediaType, pages, text, notice: personal };
  await attachments.add(attachment, content);
  return attachment;
}
