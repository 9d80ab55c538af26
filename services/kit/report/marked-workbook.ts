/**
 * The report for the clerk: the file with every bad cell coloured and commented, and the sheet 校验结果 with all
 * findings. A workbook of moderate size is marked in place, everything else is copied to a new one, streamed.
 *
 * The cells are the clerk's own and stay as they were, whatever their column; comments and list repeat only
 * what the findings do. No formula is left in it. Fails as `readFeed` does on a file that was refused, and
 * with the destination's own error.
 */
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { FeedContract } from "../feed/contract.js";
import type { Finding } from "../feed/stages.js";
import { inPieces } from "../read/pieces.js";
import { READ_LIMITS, readFeed, type ReadLimits } from "../read/read-feed.js";
import { isWorkbook } from "../read/sniff.js";
import { spool, type SpooledFile } from "../read/xlsx/spool.js";
import { writeMarkedCopy } from "./mark-copy.js";
import { markInPlace } from "./mark-in-place.js";

/**
 * A file that was taken in is not refused for its size here: how large it may be is a setting of the intake.
 */
const LIMITS: ReadLimits = { ...READ_LIMITS, fileBytes: Infinity };

export async function writeMarkedWorkbook(
  contract: FeedContract,
  source: AsyncIterable<Uint8Array>,
  findings: readonly Finding[],
  destination: Writable,
): Promise<void> {
  const file = await spool(inPieces(source, LIMITS.fileBytes));
  try {
    const marked = (await beginsAsWorkbook(file))
      ? await markInPlace(contract, file, findings, LIMITS)
      : null;
    if (marked) await pipeline(Readable.from([marked]), destination);
    else
      await writeMarkedCopy(
        contract,
        await readFeed(contract, file.handle.createReadStream({ start: 0, autoClose: false }), LIMITS),
        findings,
        destination,
      );
  } finally {
    await file.close();
  }
}

async function beginsAsWorkbook({ handle }: SpooledFile): Promise<boolean> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
  return isWorkbook(buffer.subarray(0, bytesRead));
}
