/** A small contract, and what tests of this folder do with a file of it. */
import { HubError, type ErrorDetails } from "#schema/errors.js";
import { codes, date, decimal, text, uscc } from "../feed/columns.js";
import type { FeedContract } from "../feed/contract.js";
import { defineFeed } from "../feed/define-feed.js";
import type { FileHead, RawCell, RawRow } from "../feed/stages.js";
import { READ_LIMITS, readFeed, type ReadLimits } from "./read-feed.js";

const categories = {
  name: "ReadCategory",
  title: { zh: "处罚类别", en: "Kind of penalty" },
  other: "OTHER",
  codes: [
    { name: "WARNING", zh: "警告", en: "Warning" },
    { name: "FINE", zh: "罚款", en: "Fine" },
    { name: "OTHER", zh: "其他", en: "Other" },
  ],
};

export const contract: FeedContract = defineFeed({
  id: "read.penalties",
  edition: "2018",
  title: { zh: "行政处罚", en: "Penalties" },
  description: { zh: "行政处罚", en: "Penalties" },
  type: "Penalty",
  plural: "penalties",
  lead: "jxj",
  submitters: "lead",
  legalBases: [{ title: "示例" }],
  due: { kind: "on-change" },
  mode: "append",
  columns: {
    partyName: text({
      zh: "行政相对人名称",
      en: "Party",
      code: "CF_XDR_MC",
      aliases: ["当事人", "企业名称"],
      required: true,
      maxLength: 200,
    }),
    partyCode: uscc({ zh: "统一社会信用代码", en: "Code", code: "CF_XDR_SHXYM", aliases: ["信用代码"] }),
    operator: text({ zh: "法定代表人", en: "Operator", aliases: ["法人"], show: "withheld" }),
    category: codes(categories, { zh: "处罚类别", en: "Kind", code: "CF_CFLB" }),
    fine: decimal({
      zh: "罚款金额（万元）",
      en: "Fine",
      code: "CF_NR_FK",
      aliases: ["罚没金额"],
      unit: "万元",
      scale: 6,
    }),
    decidedOn: date({ zh: "处罚决定日期", en: "Decided on", code: "CF_JDRQ", required: true, indexed: true }),
    remark: text({ zh: "备注", en: "Remark", code: "BZ" }),
  },
  key: ["partyCode", "decidedOn"],
  order: { field: "decidedOn", descending: true },
  oldForm: { headers: ["CF_CFMC", "CF_XZJG", "处罚名称"] },
});

/** The header of a file with the columns that the tests fill. */
export const HEADER = "行政相对人名称,罚款金额（万元）,处罚决定日期";

export async function* chunksOf(
  ...chunks: readonly (Uint8Array | string)[]
): AsyncGenerator<Uint8Array, void, undefined> {
  for (const chunk of chunks) yield typeof chunk === "string" ? Buffer.from(chunk) : chunk;
}

export interface Read {
  readonly head: FileHead;
  readonly above: readonly RawRow[];
  readonly rows: readonly RawRow[];
}

export async function readAll(file: Uint8Array | string, limits: Partial<ReadLimits> = {}): Promise<Read> {
  return readChunks(chunksOf(file), limits);
}

export async function readChunks(
  chunks: AsyncIterable<Uint8Array>,
  limits: Partial<ReadLimits> = {},
): Promise<Read> {
  const { head, above, batches } = await readFeed(contract, chunks, { ...READ_LIMITS, ...limits });
  const rows: RawRow[] = [];
  for await (const batch of batches) rows.push(...batch);
  return { head, above, rows };
}

export async function cellsOf(file: Uint8Array | string): Promise<readonly (readonly RawCell[])[]> {
  return (await readAll(file)).rows.map(({ cells }) => cells);
}

/** The refusal, as `CODE: sentence`; anything else that is thrown passes through. */
export async function refusalOf(
  reading: Promise<unknown>,
): Promise<{ readonly code: string; readonly details: ErrorDetails; readonly message: string }> {
  try {
    await reading;
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    return { code: error.code, details: error.details, message: `${error.message} ${error.english}` };
  }
  return { code: "NONE", details: {}, message: "" };
}
