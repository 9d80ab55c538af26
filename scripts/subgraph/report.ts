/** The registry's answer about a schema, asked for and printed: each finding with its place in the developer's own file. */
import type { Finding } from "../../gateway/supergraph/finding.js";
import type { Change } from "../../gateway/registry/store/revisions.js";

export interface Report {
  readonly ok: boolean;
  readonly revision: number | null;
  readonly findings: readonly Finding[];
  readonly changes: readonly Change[];
}

export const REPORT_FIELDS = `
  ok revision changes { coordinate severity message { zh en } }
  findings {
    code severity subgraphs coordinate place { subgraph line column } rule { zh en } message { zh en } advice { zh en }
    edits { subgraph offset length text } uses { client requests operations }
  }`;

const MARKS = { ERROR: "✗ 错误 error", BREAKING: "✗ 影响客户端 breaking", DANGEROUS: "! 须留意 dangerous", WARNING: "! 警告 warning", INFO: "· 提示 info" };
const CHANGE_MARKS = { BREAKING: "-", DANGEROUS: "~", SAFE: "+" };

/** `fileOf`: the file of a subgraph's schema, or the subgraph's name where it is another's. */
export function printReport({ ok, revision, findings, changes }: Report, fileOf: (subgraph: string) => string): string {
  const lines = findings.flatMap(({ code, severity, coordinate, place, rule, message, advice, uses }) => [
    `${MARKS[severity]}  ${code}${coordinate === null ? "" : `  ${coordinate}`}${place === null ? "" : `  ${fileOf(place.subgraph)}:${place.line}:${place.column}`}`,
    `    ${message.zh}`, `    ${message.en}`,
    `    规则 rule     ${rule.zh} ${rule.en}`, `    改法 instead  ${advice.zh}`, `                  ${advice.en}`,
    ...uses.map(({ client, requests, operations }) => `    使用者 used by  ${client || "（未自报 unnamed）"}：${requests} 次 requests（${operations.slice(0, 5).join("、")}${operations.length > 5 ? " …" : ""}）`),
    "",
  ]);
  return [...lines, ...printChanges(changes), verdict(ok, revision, findings)].join("\n");
}

export function printChanges(changes: readonly Change[]): readonly string[] {
  return changes.map(({ coordinate, severity, message }) => `${CHANGE_MARKS[severity]} ${coordinate}  ${message.zh} ${message.en}`);
}

function verdict(ok: boolean, revision: number | null, findings: readonly Finding[]): string {
  if (!ok) return `不能发布：${findings.filter(({ severity }) => severity === "ERROR" || severity === "BREAKING").length} 处须改正。 Cannot be published.`;
  return revision === null ? "可以发布，未作改动。 It may be published; nothing was changed." : `已发布，图的版本为 ${revision}。 Published: revision ${revision} of the graph.`;
}
