/** A finding of these checks: what a rule's code says of it by itself, and its place in the text. */
import type { ASTNode } from "graphql";
import type {
  ClientUse,
  Finding,
  SourceLocation,
  Severity,
  TextEdit,
  Words,
} from "../../graph/composition/finding.js";
import { RULES, type RuleCode } from "./rules.js";

export interface FindingDetails {
  readonly coordinate: string | null;
  /** Where it is, in the publisher's text; null: nowhere any more. */
  readonly node: ASTNode | null;
  readonly message: Words;
  readonly advice: Words;
  readonly edits?: readonly TextEdit[];
  readonly uses?: readonly ClientUse[];
  /** Where it differs from the rule's. */
  readonly severity?: Severity;
  /** Other subgraphs that it concerns. */
  readonly others?: readonly string[];
}

export function createFinding(
  code: RuleCode,
  subgraph: string,
  { coordinate, node, message, advice, edits = [], uses = [], severity, others = [] }: FindingDetails,
): Finding {
  const { severity: usual, zh, en } = RULES[code];
  return {
    code,
    severity: severity ?? usual,
    subgraphs: [subgraph, ...others],
    coordinate,
    place: node && placeOf(subgraph, node),
    rule: { zh, en },
    message,
    advice,
    edits,
    uses,
    follows: [],
  };
}

/** Null for a node that was parsed without its location. */
function placeOf(subgraph: string, node: ASTNode): SourceLocation | null {
  const token = node.loc?.startToken;
  return token ? { subgraph, line: token.line, column: token.column } : null;
}

/** Puts `text` in place of a node. */
export function replaceNode(subgraph: string, node: ASTNode, text: string): TextEdit[] {
  return node.loc ? [{ subgraph, offset: node.loc.start, length: node.loc.end - node.loc.start, text }] : [];
}
