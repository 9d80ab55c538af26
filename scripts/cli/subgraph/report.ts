/**
 * The registry's answer about a schema, asked for and printed: each finding with its place in the developer's
 * own file, in a screen's length.
 */
import { formatFinding, formatShortly } from "./format-finding.js";
import type { Finding } from "../../../gateway/graph/composition/finding.js";
import type { Change } from "../../../gateway/registry/store/revision-rows.js";

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
    edits { subgraph offset length text } uses { client requests lastDay operations }
    follows { code subgraphs coordinate place { subgraph line column } message { zh en } }
  }`;

const CHANGE_MARKS = { BREAKING: "-", DANGEROUS: "~", SAFE: "+" };
const MOST_LINES = 20;

/**
 * At most 20 lines: what must be mended before what is only told, each in full where there is room, the
 * others in a line each, and the rest as a number. `fileOf`: the file of a subgraph's schema, or the
 * subgraph's name where it is another's.
 */
export function printReport(
  { ok, revision, findings, changes }: Report,
  fileOf: (subgraph: string) => string,
): string {
  const sorted = [...findings.filter(isRefusal), ...findings.filter((finding) => !isRefusal(finding))];
  // The verdict, and the line that says how much is left out.
  let room = MOST_LINES - 2;
  const lines: string[] = [];
  let told = 0;
  for (const [index, finding] of sorted.entries()) {
    const full = formatFinding(finding, fileOf).split("\n");
    const others = sorted.length - index - 1;
    const text =
      full.length + Math.min(others, SHORT_AT_LEAST) <= room || index === 0
        ? full.slice(0, room)
        : [formatShortly(finding, fileOf)];
    if (room < text.length) break;
    lines.push(...text);
    room -= text.length;
    told += 1;
  }
  const shown = printChanges(changes).slice(0, room);
  const left = findings.length - told + changes.length - shown.length;
  return [
    ...lines,
    ...shown,
    ...(left === 0 ? [] : [`另有${left}条，见 --json。 ${left} more: see --json.`]),
    verdict(ok, revision, findings),
  ].join("\n");
}

/** Findings behind one that is told in full for which there is still a line each. */
const SHORT_AT_LEAST = 6;

export function printChanges(changes: readonly Change[]): readonly string[] {
  return changes.map(
    ({ coordinate, severity, message }) =>
      `${CHANGE_MARKS[severity]} ${coordinate}  ${message.zh} ${message.en}`,
  );
}

function isRefusal({ severity }: Finding): boolean {
  return severity === "ERROR" || severity === "BREAKING";
}

function verdict(ok: boolean, revision: number | null, findings: readonly Finding[]): string {
  if (!ok) return `不能发布：${findings.filter(isRefusal).length}处须改正。 Cannot be published.`;
  return revision === null
    ? "可以发布，未作改动。 It may be published; nothing was changed."
    : `已发布，总图的版本为${revision}。 Published: revision ${revision} of the graph.`;
}
