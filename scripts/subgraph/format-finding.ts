/** A finding as lines for a terminal, Chinese first. */
import type { Finding, Severity } from "../../gateway/supergraph/finding.js";

const SEVERITIES: Readonly<Record<Severity, string>> = { ERROR: "错误", BREAKING: "破坏性", DANGEROUS: "有风险", WARNING: "警告", INFO: "提示" };

/** `fileNameOf` gives what the reader knows a subgraph's SDL by: a file, or the subgraph's name. */
export function formatFinding(finding: Finding, fileNameOf: (subgraph: string) => string): string {
  const { code, severity, subgraphs, coordinate, place, rule, message, advice, uses } = finding;
  const where = place === null ? subgraphs.map(fileNameOf).join(", ") : `${fileNameOf(place.subgraph)}:${place.line}:${place.column}`;
  const lines = [
    `${SEVERITIES[severity]} ${severity} ${code}${coordinate === null ? "" : ` ${coordinate}`}  ${where}`,
    `  涉及 Concerns: ${subgraphs.join(", ")}`,
    `  ${message.zh}`, `  ${message.en}`,
    `  规则 Rule: ${rule.zh} ${rule.en}`,
    `  建议 Advice: ${advice.zh}`, `  ${advice.en}`,
    ...uses.map(({ client, requests, operations }) => `  使用者 Used by: ${client || "（未署名 unnamed）"} × ${requests}: ${operations.join(", ")}`),
  ];
  return lines.map(printable).join("\n");
}

/** Names and messages hold what a stranger wrote: nothing in them may steer the terminal. Further lines of a message are indented. */
const printable = (line: string): string => line.replace(/\r?\n/g, "\n    ").replace(/(?!\n)[\p{Cc}\p{Cf}]/gu, "\u{FFFD}");
