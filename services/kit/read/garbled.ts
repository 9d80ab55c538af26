/**
 * A file whose header cannot be found because all of it was read in the wrong encoding once, and saved so.
 * Refuses with FEED_GARBLED when the header is there once the texts are put right, or when the header has
 * lost its characters.
 */
import { HubError } from "#schema/errors.js";
import type { RawRow } from "../feed/stages.js";
import { garbledChinese, unusualDamage } from "../values/text-damage.js";
import { findHeader } from "./find-header.js";
import type { HeaderIndex } from "../feed/header-index.js";

const LOOKED_AT = 5;

export function refuseGarbled(rows: readonly RawRow[], known: number, find: HeaderIndex): void {
  const first = rows.slice(0, LOOKED_AT);
  const restored = first.map((row) => ({
    ...row,
    cells: row.cells.map((cell) => (typeof cell === "string" ? original(cell) : cell)),
  }));
  if ((findHeader(restored, find)?.known ?? 0) > Math.max(1, known))
    throw new HubError("FEED_GARBLED", {
      reason: "文字的编码读错了（如 UTF-8 被当作 GBK）",
      reasonEn: "it was read in the wrong encoding, such as UTF-8 as GBK",
    });
  const texts = first.flatMap(({ cells }) => cells).filter((cell) => typeof cell === "string" && cell !== "");
  const lost = texts.filter(
    (cell) => typeof cell === "string" && unusualDamage(cell)?.kind === "LOST",
  ).length;
  if (lost > 1 && lost * 2 > texts.length)
    throw new HubError("FEED_GARBLED", {
      reason: "字符已经丢失（显示为 \ufffd 或“锟斤拷”）",
      reasonEn: "its characters are lost, shown as \ufffd",
    });
}

function original(text: string): string {
  const damage = unusualDamage(text) ?? garbledChinese(text);
  return damage?.kind === "GARBLED" ? damage.proposal : text;
}
