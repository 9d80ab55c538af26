/** A finding as lines for a terminal, Chinese first. */
import type { Finding, Severity } from "../../../gateway/graph/composition/finding.js";

const SEVERITIES: Readonly<Record<Severity, string>> = {
  ERROR: "错误",
  BREAKING: "不兼容",
  DANGEROUS: "需留意",
  WARNING: "警告",
  INFO: "提示",
};
/** Characters of one sentence that are shown; the composer's fill pages. All of it is in the JSON. */
const MOST_CHARACTERS = 300;
const MOST_USES = 5;

/** `fileNameOf` gives what the reader knows a subgraph's SDL by: a file, or the subgraph's name. */
export function formatFinding(finding: Finding, fileNameOf: (subgraph: string) => string): string {
  const { subgraphs, rule, message, advice, uses, follows } = finding;
  const lines = [
    head(finding, fileNameOf),
    `  涉及 Concerns: ${subgraphs.join(", ")}`,
    `  ${shorten(message.zh)}`,
    `  ${shorten(message.en)}`,
    ...(follows.length === 0
      ? []
      : [
          `  由此引起的另有${follows.length}处，改正此处即可。 ${follows.length} more errors follow from it.`,
        ]),
    `  规则 Rule: ${rule.zh} ${rule.en}`,
    `  建议 Advice: ${shorten(advice.zh)}`,
    `  ${shorten(advice.en)}`,
    ...uses
      .slice(0, MOST_USES)
      .map(
        ({ client, requests, lastDay, operations }) =>
          `  使用者 Used by: ${client || "（未署名） (unnamed)"} × ${requests}${lastDay === null ? "" : `，最近 last on ${lastDay}`}: ${shorten(operations.join(", "))}`,
      ),
    ...(uses.length > MOST_USES
      ? [`  另有${uses.length - MOST_USES}个使用者。 And ${uses.length - MOST_USES} more.`]
      : []),
  ];
  return lines.map(printable).join("\n");
}

/** In one line. */
export function formatShortly(finding: Finding, fileNameOf: (subgraph: string) => string): string {
  return printable(`${head(finding, fileNameOf)}  ${shorten(finding.message.zh)}`);
}

function head(
  { code, severity, subgraphs, coordinate, place }: Finding,
  fileNameOf: (subgraph: string) => string,
): string {
  const where =
    place === null
      ? subgraphs.map(fileNameOf).join(", ")
      : `${fileNameOf(place.subgraph)}:${place.line}:${place.column}`;
  return `${SEVERITIES[severity]} ${severity} ${code}${coordinate === null ? "" : ` ${coordinate}`}  ${where}`;
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)}…` : line;
}

/** Names and messages hold what a stranger wrote: nothing in them may steer the terminal. */
const printable = (line: string): string => line.replace(/[\p{Cc}\p{Cf}]/gu, "\u{FFFD}");
