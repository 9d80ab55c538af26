/** The registry's answer about a schema, asked for and printed: each finding with its place in the developer's own file. */
import { formatFinding } from "./format-finding.js";
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

const CHANGE_MARKS = { BREAKING: "-", DANGEROUS: "~", SAFE: "+" };

/** `fileOf`: the file of a subgraph's schema, or the subgraph's name where it is another's. */
export function printReport({ ok, revision, findings, changes }: Report, fileOf: (subgraph: string) => string): string {
  return [...findings.flatMap((finding) => [formatFinding(finding, fileOf), ""]), ...printChanges(changes), verdict(ok, revision, findings)].join("\n");
}

export function printChanges(changes: readonly Change[]): readonly string[] {
  return changes.map(({ coordinate, severity, message }) => `${CHANGE_MARKS[severity]} ${coordinate}  ${message.zh} ${message.en}`);
}

function verdict(ok: boolean, revision: number | null, findings: readonly Finding[]): string {
  if (!ok) return `不能发布：${findings.filter(({ severity }) => severity === "ERROR" || severity === "BREAKING").length} 处须改正。 Cannot be published.`;
  return revision === null ? "可以发布，未作改动。 It may be published; nothing was changed." : `已发布，图的版本为 ${revision}。 Published: revision ${revision} of the graph.`;
}
