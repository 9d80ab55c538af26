/**
 * What each page says of its site, as the operator gives it: whose it is and its numbers, at the foot, and
 * what programs read in its head (政府网站发展指引, 国办发〔2017〕47号: which there must be is told by its annex).
 */
import type { SiteMarks } from "../../adapters/http/portal/renderer";
import { escape } from "./head";

/** A mark whose value is an address is a link by its name. */
export function writeMarks({ foot }: SiteMarks): string {
  if (foot.size === 0) return "";
  const marks = [...foot].map(([name, value]) =>
    value.startsWith("https://")
      ? `<a href="${escape(value)}">${escape(name)}</a>`
      : `<span>${escape(name)}：${escape(value)}</span>`,
  );
  return `<footer class="foot marks"><p class="wide row">${marks.join("\n")}</p></footer>`;
}

export function writeMeta({ meta }: SiteMarks): string {
  return [...meta]
    .map(([name, value]) => `<meta name="${escape(name)}" content="${escape(value)}">`)
    .join("\n");
}
