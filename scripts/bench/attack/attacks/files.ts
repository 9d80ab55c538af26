/** Files of a clerk that would rather break the reader than be read. */
import { textRow, workbookFile } from "../../../../services/kit/read/xlsx/workbook.test-data.js";
import { many, type Attack } from "../attack.js";

const ENTITIES = `<!DOCTYPE x [<!ENTITY lol0 "lol">${many(9, (at) => `<!ENTITY lol${at + 1} "${`&lol${at};`.repeat(10)}">`, "")}]>`;
const FEED = "/intake/enforcement.penalties";

export const FILES: readonly Attack[] = [
  hands(
    "a workbook of 30 KB that would be 30 MB",
    "T-15",
    ["FEED_ARCHIVE", "FEED_TOO_LARGE", "FEED_CELL_TOO_LARGE"],
    (number) => workbookFile({ sheets: [{ rows: textRow(`${number}${"x".repeat(30_000_000)}`) }] }),
  ),
  hands("entities of entities", "billion laughs", ["FEED_ARCHIVE"], (number) =>
    workbookFile({ sheets: [{ rows: textRow("&lol9;", String(number)), before: ENTITIES }] }),
  ),
  hands("an archive without an end", null, ["FEED_ARCHIVE", "FEED_FORMAT"], (number) =>
    workbookFile({ sheets: [{ rows: "<row/>" }] }).subarray(0, 100 + (number % 100)),
  ),
  hands("JSON that is 100,000 lists deep", null, ["FEED_COLUMNS"], (number) =>
    Buffer.from("[".repeat(100_000 + number)),
  ),
  hands(
    "one cell of 20 MB",
    null,
    ["FEED_CELL_TOO_LARGE", "FEED_COLUMNS", "FEED_FORMAT", "FEED_NAMES"],
    (number) => Buffer.from(`行政相对人名称,${"x".repeat(20_000_000 + number)}\n`),
  ),
  hands("a quote that never closes", null, ["FEED_QUOTE", "FEED_COLUMNS", "FEED_CELL_TOO_LARGE"], (number) =>
    Buffer.from(`"行政相对人名称,${"x\n".repeat(1_000_000 + number)}`),
  ),
  hands("100,000 columns", null, ["FEED_COLUMNS", "FEED_NAMES", "FEED_FORMAT", "FEED_NO_ROWS"], (number) =>
    Buffer.from(`${Array.from({ length: 100_000 }, (_, at) => `列${at}${number}`).join(",")}\n1\n`),
  ),
  hands("a program", null, ["FEED_FORMAT", "FEED_ENCODING", "FEED_GARBLED"], (number) =>
    Buffer.concat([Buffer.from("\u007fELF\u0002\u0001\u0001\u0000", "latin1"), Buffer.alloc(5_000 + number)]),
  ),
  {
    name: "a file that is called by a path",
    source: "T-21",
    ends: ["FEED_COLUMNS", "FEED_NAMES", "FEED_FORMAT", "REQUEST_INVALID", "FEED_NO_ROWS"],
    send: (target, number) =>
      target.send({
        path: FEED,
        headers: {
          authorization: `Bearer ${target.clerk}`,
          "content-type": "text/csv",
          "content-disposition": `attachment; filename="../../etc/${number}.csv"`,
        },
        body: `a,b\n${number},2\n`,
      }),
  },
];

function hands(
  name: string,
  source: string | null,
  ends: readonly string[],
  make: (number: number) => Buffer,
): Attack {
  return {
    name,
    source,
    ends,
    atOnce: 2,
    send: (target, number) =>
      target.send({
        path: FEED,
        headers: { authorization: `Bearer ${target.clerk}`, "content-type": "application/octet-stream" },
        body: make(number),
      }),
  };
}
