/**
 * What is to be downloaded, from the parameters of its address: `where` (the list's filter as JSON),
 * `orderBy` and `columns` (names parted by commas), `asOf` (a moment), `codes` (true or false), `encoding`
 * (utf-8, or gb18030 of a CSV). Refused with DOWNLOAD_INVALID: other parameters, one that is there twice, and
 * what cannot be read; a wrong filter or order with its own code.
 */
import { DateTimeScalar, parseWhere, type FeedContract, type ListArguments } from "#kit";
import { HubError } from "#schema/errors.js";
import { chooseColumns, type DownloadColumn } from "./columns.js";
import { placeColumn } from "./formats/geojson.js";
import { FORMAT_NAMES, formatsOf, type FormatName } from "./formats/index.js";
import { codesOf, invalid, listed, namedParameters, oneOf } from "./parameters.js";

export interface Question {
  readonly contract: FeedContract;
  readonly format: FormatName;
  readonly where: NonNullable<ListArguments["where"]>;
  readonly orderBy: readonly string[];
  readonly columns: readonly DownloadColumn[];
  readonly asOf: Date | null;
  readonly withCodes: boolean;
  readonly encoding: Encoding;
}

const ENCODINGS = ["utf-8", "gb18030"] as const;
export type Encoding = (typeof ENCODINGS)[number];
const PARAMETERS = ["where", "orderBy", "columns", "asOf", "codes", "encoding"] as const;

/** `file` is `<dataset>.<format>`; throws DOWNLOAD_UNKNOWN for another. */
export function readQuestion(
  contracts: readonly FeedContract[],
  file: string,
  parameters: Readonly<Record<string, unknown>>,
): Question {
  const end = file.lastIndexOf(".");
  const contract = contracts.find(({ id }) => id === file.slice(0, Math.max(0, end)));
  const known = contract ? formatsOf(contract) : FORMAT_NAMES;
  const format = known.find((name) => name === file.slice(end + 1));
  if (!contract || !format)
    throw new HubError("DOWNLOAD_UNKNOWN", { file: file.slice(0, 100), formats: known.join("、") });
  const given = namedParameters(PARAMETERS, parameters);
  const encoding = oneOf(ENCODINGS, "encoding", given.get("encoding") ?? "utf-8");
  if (encoding !== "utf-8" && format !== "csv")
    throw invalid("只有 CSV 可以指定 encoding", "only a CSV has another encoding");
  return {
    contract,
    format,
    where: whereOf(given.get("where")),
    orderBy: listed(given.get("orderBy")),
    columns: columnsIn(format, chooseColumns(contract, listed(given.get("columns")))),
    asOf: momentOf(given.get("asOf")),
    withCodes: codesOf(given.get("codes"), format),
    encoding,
  };
}

function columnsIn(format: FormatName, columns: readonly DownloadColumn[]): readonly DownloadColumn[] {
  if (format === "geojson" && placeColumn(columns) === null)
    throw invalid("GeoJSON 须有坐标列", "GeoJSON needs a column of points");
  return columns;
}

function whereOf(text: string | undefined): Question["where"] {
  const where = text === undefined ? {} : parseWhere(text);
  if (where === null) throw invalid("where 应为 JSON 对象", "where is not a JSON object");
  return where;
}

function momentOf(text: string | undefined): Date | null {
  if (text === undefined) return null;
  try {
    return DateTimeScalar.parseValue(text);
  } catch {
    throw invalid(
      "asOf 应为带时区的时刻，如 2026-03-01T09:00:00+08:00",
      "asOf is a moment with its offset, such as 2026-03-01T09:00:00+08:00",
    );
  }
}
