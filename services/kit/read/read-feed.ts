/**
 * A file of any kind → rows of raw cells, streamed: what is held is a few pieces of 64 KiB, and the reader
 * waits for whoever takes the rows. The kind is seen in the content, never taken from a name. Fails with a
 * FEED_ code of `schema/errors.ts`, while opening or, for what stands further down, while the batches are
 * read.
 */
import { HubError } from "#schema/errors.js";
import type { FeedContract } from "../feed/contract.js";
import type { FileHead, RawRow } from "../feed/stages.js";
import { decodeText } from "./decode-text.js";
import { openCsv } from "./open-csv.js";
import type { OpenFeed, RowGroup } from "./open-feed.js";
import { openJson } from "./open-json.js";
import { inPieces, resume } from "./pieces.js";
import type { ReadLimits } from "./refusals.js";
import { sniffBytes, sniffText } from "./sniff.js";
import { openOldWorkbook, openWorkbook } from "./xlsx/open-workbook.js";

export { READ_LIMITS, type ReadLimits } from "./refusals.js";

export interface FeedReading {
  readonly head: FileHead;
  /** Title rows and header rows, as they are; empty for JSON. */
  readonly above: readonly RawRow[];
  /** To be read once. Stopping early frees the source; never to begin holds it. */
  readonly batches: AsyncIterable<readonly RawRow[]>;
}

export async function readFeed(
  contract: FeedContract,
  source: AsyncIterable<Uint8Array>,
  limits: ReadLimits,
): Promise<FeedReading> {
  const pieces = inPieces(source, limits.fileBytes);
  try {
    const first = await pieces.next();
    if (first.done === true) throw new HubError("FEED_EMPTY");
    const all = resume([first.value], pieces);
    const open = { xlsx: openWorkbook, xls: openOldWorkbook, text: openText }[sniffBytes(first.value)];
    const { head, above, groups } = await open(contract, all, limits);
    return { head, above, batches: inBatches(groups) };
  } catch (error) {
    await pieces.return();
    throw error;
  }
}

async function openText(
  contract: FeedContract,
  pieces: AsyncIterableIterator<Buffer>,
  limits: ReadLimits,
): Promise<OpenFeed> {
  const { text, encoding } = decodeText(pieces);
  const first = await text.next();
  const beginning = first.done === true ? "" : first.value;
  const all = resume([beginning], text);
  return sniffText(beginning) === "json"
    ? openJson(contract, beginning, all, encoding, limits)
    : openCsv(contract, beginning, all, encoding, limits);
}

/** Enough rows to be worth a statement of the database, from a bounded number of pieces. */
const BATCH_ROWS = 512;
const BATCH_GROUPS = 16;

function inBatches(groups: AsyncIterableIterator<RowGroup>): AsyncIterableIterator<readonly RawRow[]> {
  let hasRows = false;
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      let batch: readonly RawRow[] = [];
      for (
        let taken = 0;
        batch.length < BATCH_ROWS && (taken < BATCH_GROUPS || batch.length === 0);
        taken += 1
      ) {
        const group = await groups.next();
        if (group.done === true) break;
        batch = batch.concat(group.value);
      }
      if (batch.length > 0) {
        hasRows = true;
        return { done: false, value: batch };
      }
      if (!hasRows) throw new HubError("FEED_NO_ROWS");
      return { done: true, value: undefined };
    },
    async return() {
      hasRows = true;
      await groups.return?.();
      return { done: true, value: undefined };
    },
  };
}
