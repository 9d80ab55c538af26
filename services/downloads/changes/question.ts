/**
 * Which changes are wanted, from the parameters of their address: `since` (a point; `0` unless told), `after`
 * (where the page before ended, as the link to the next one has it), `first` (entries of a page), `columns`
 * and `codes` as of a download.
 */
import { cursorScope, isRecordId, readCursor, writeCursor, writePlace } from "#kit";
import {
  feedsBetween,
  readSince,
  toSince,
  type Asker,
  type ChangePlace,
  type ChangeSpan,
  type HubParts,
  type TouchedFeed,
} from "#kit/hub";
import { HubError } from "#schema/errors.js";
import { chooseColumns, type DownloadColumn } from "../columns.js";
import { FORMAT_NAMES } from "../formats/index.js";
import { codesOf, invalid, listed, namedParameters } from "../parameters.js";

export type ChangesFormat = "ndjson" | "csv";

/** Entries of one page: they are in memory. */
const MOST = 2_000;
const PARAMETERS = ["since", "after", "first", "columns", "codes"] as const;

export interface ChangesQuestion {
  readonly since: string;
  readonly after: string | null;
  readonly first: number;
  readonly columns: readonly string[];
  readonly withCodes: boolean;
}

export function readChangesQuestion(
  format: ChangesFormat,
  parameters: Readonly<Record<string, unknown>>,
): ChangesQuestion {
  const given = namedParameters(PARAMETERS, parameters);
  const first = given.get("first") ?? String(MOST);
  if (!/^[1-9]\d{0,3}$/.test(first) || Number(first) > MOST)
    throw invalid(`first 应为1至${MOST}的整数`, `first is a number from 1 to ${MOST}`);
  return {
    since: given.get("since") ?? "0",
    after: given.get("after") ?? null,
    first: Number(first),
    columns: listed(given.get("columns")),
    withCodes: codesOf(given.get("codes"), format),
  };
}

/** The dataset between two releases, and the page's place. */
export interface ChangesPlan {
  readonly feed: TouchedFeed;
  readonly columns: readonly DownloadColumn[];
  readonly epoch: string;
  readonly span: ChangeSpan;
  /** The point where the span begins. */
  readonly start: string;
  readonly from: ChangePlace | null;
  readonly cursorOf: (id: string) => string;
}

/**
 * The end of the span is the latest release at the first page, and the cursor's from there on. Refuses with
 * SINCE_INVALID, HISTORY_OTHER, CURSOR_INVALID, ANSWER_UNSETTLED, and DOWNLOAD_UNKNOWN for a dataset that
 * there was at neither end.
 */
export async function planDatasetChanges(
  hub: Pick<HubParts, "contracts" | "history"> & Pick<Asker, "statements">,
  dataset: string,
  { since, after, columns }: ChangesQuestion,
): Promise<ChangesPlan> {
  const point = await readSince(hub.statements, toSince(since));
  const start = writePlace({ epoch: point.epoch, release: point.from, row: Infinity });
  const scope = cursorScope(["changes of", dataset, start]);
  const cursor = after === null ? null : toCursor(readCursor(scope, 2, after), point);
  const { feeds, span } = await feedsBetween(hub, point, cursor?.to ?? null);
  const feed = feeds.find(({ contract }) => contract.id === dataset);
  if (!feed)
    throw new HubError("DOWNLOAD_UNKNOWN", {
      file: `${dataset.slice(0, 100)}/changes`,
      formats: FORMAT_NAMES.join("、"),
    });
  return {
    feed,
    columns: chooseColumns(feed.contract, columns),
    epoch: point.epoch,
    span,
    start,
    from: cursor && { feed: dataset, id: cursor.id },
    cursorOf: (id) => writeCursor(scope, [span.to, id]),
  };
}

function toCursor(
  [to, id]: readonly unknown[],
  { from, latest }: { readonly from: number; readonly latest: number },
): { readonly to: number; readonly id: string } {
  const isCursor =
    typeof to === "number" && Number.isInteger(to) && to >= from && to <= latest && isRecordId(id);
  if (!isCursor) throw new HubError("CURSOR_INVALID");
  return { to, id };
}
