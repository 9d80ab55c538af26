/** A record as a page to be read: its fields by their titles, in words, and where it comes from. */
import { hash } from "node:crypto";
import { shanghaiDay } from "#kit";
import { escapeHtml } from "#schema/runtime/page.js";
import { cellText } from "../formats/cell-text.js";
import { releasePath } from "../releases/path.js";
import type { FoundRecord, RemovedRecord } from "./find-record.js";
import { removalWords } from "./removal-words.js";

export function writePage(found: FoundRecord): string {
  const { contract, columns, record, title, publisher, department, release, row, citation } = found;
  const path = `/id/${contract.type}/${record.id}`;
  const own = columns
    .filter(({ field }) => field !== "id" && field !== "department" && field !== "release")
    .flatMap((column): readonly Line[] => {
      const text = cellText(column, column.valueOf(record), false);
      return text === "" ? [] : [[column.zh, escapeHtml(text)]];
    });
  const sources: readonly Line[] = [
    ["数据集", link(`/catalog/${contract.id}`, contract.title.zh)],
    ["数据提供方", escapeHtml(publisher)],
    ["报送部门", escapeHtml(department)],
    [
      "发布",
      `编号${release.number}，${shanghaiDay(release.releasedAt)}，${link(releasePath(contract.id, release.number, "csv"), "该次发布后的数据集")}`,
    ],
    ["报送文件中的行", `第${row}行`],
    ["发布的哈希", `<code>${escapeHtml(release.hash)}</code>`],
    ["固定地址", `<code>${escapeHtml(found.address)}</code>`],
    ["引用", escapeHtml(citation)],
    ["其他格式", `${link(`${path}.json`, "JSON")}、${link(`${path}.jsonld`, "JSON-LD")}`],
  ];
  return pageOf(title, [
    `<p>${escapeHtml(contract.title.zh)}</p>`,
    list(own),
    `<h2>来源</h2>`,
    list(sources),
  ]);
}

export function writeRemovedPage({ contract, removal, release, releasedAt }: RemovedRecord): string {
  return pageOf("该记录已不再公开", [
    list([
      ["原因", escapeHtml(removalWords(removal).zh)],
      ["数据集", link(`/catalog/${contract.id}`, contract.title.zh)],
      ["发布", `编号${release}，${shanghaiDay(releasedAt)}`],
    ]),
  ]);
}

/** A title, and HTML. */
type Line = readonly [string, string];

function list(lines: readonly Line[]): string {
  return `<dl>\n${lines.map(([title, html]) => `<dt>${escapeHtml(title)}</dt><dd>${html}</dd>`).join("\n")}\n</dl>`;
}

function link(path: string, text: string): string {
  return `<a href="${escapeHtml(path)}">${escapeHtml(text)}</a>`;
}

function pageOf(title: string, parts: readonly string[]): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${parts.join("\n")}
</main>
</body>
</html>
`;
}

const STYLE = `
body { margin: 0; color: #1b2733; background: #fff; line-height: 1.7;
  font-family: system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
main { max-width: 54rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.6rem; line-height: 1.35; }
h2 { margin-top: 2rem; font-size: 1.2rem; }
dl { display: grid; grid-template-columns: minmax(8rem, 14rem) 1fr; gap: .4rem 1.5rem; margin: 0; }
dt { color: #4d5b6a; }
dd { margin: 0; white-space: pre-line; overflow-wrap: anywhere; }
a { color: #0a5aa8; }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .7rem; } }
`;

/** The page has this style and no other. */
export const STYLE_POLICY = `style-src 'sha256-${hash("sha256", STYLE, "base64")}'`;
