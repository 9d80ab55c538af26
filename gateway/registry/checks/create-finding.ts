/** Makes a finding of these checks from a rule's code, and its place in the text. */
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
  /** Its node in the publisher's text; null: the element was removed. */
  readonly node: ASTNode | null;
  readonly message: Words;
  readonly advice: Words;
  readonly edits?: readonly TextEdit[];
  readonly uses?: readonly ClientUse[];
  /** Default: the rule's severity. */
  readonly severity?: Severity;
  /** Other affected subgraphs. */
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

/** Replaces a node by `text`. */
export function replaceNode(subgraph: string, node: ASTNode, text: string): TextEdit[] {
  return node.loc ? [{ subgraph, offset: node.loc.start, length: node.loc.end - node.loc.start, text }] : [];
}
