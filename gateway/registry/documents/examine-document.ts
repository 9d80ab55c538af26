/**
 * Checks that a document may be registered: its id is valid, and its text is valid in the graph and within
 * the limits of any request.
 */
import { Kind, parse, type ExecutableDefinitionNode, type GraphQLSchema } from "graphql";
import { HubError } from "#schema/errors.js";
import { hashText, isTextHash, readDocumentId } from "../../documents/document-id.js";
import { explainFault } from "../../engine/prepare/explain-fault.js";
import { readOperation } from "../../engine/prepare/read-operation.js";
import type { GuardDocument } from "../../limits/document.js";
import type { Words } from "../../graph/composition/finding.js";
import { coordinatesOf } from "../../usage/coordinates.js";
import type { NewDocument } from "../store/document-rows.js";

export interface DocumentInput {
  readonly id: string;
  readonly text: string;
}

export interface DocumentFinding {
  /** The given id, truncated if it is too long. */
  readonly id: string;
  /** The first operation's name; null: it has none, or the text does not parse. */
  readonly operation: string | null;
  readonly code: string;
  readonly message: Words;
  /** Position in the text, from 1; null: the whole text. */
  readonly line: number | null;
  readonly column: number | null;
}

export type DocumentExamination =
  | { readonly document: NewDocument }
  | { readonly findings: readonly DocumentFinding[] };

const SHOWN_ID = 128;

export function examineDocument(
  { id: given, text }: DocumentInput,
  schema: GraphQLSchema,
  guard: GuardDocument,
): DocumentExamination {
  const id = readDocumentId(given);
  if (id === null)
    return { findings: [toFinding({ id: given, operation: null }, new HubError("DOCUMENT_ID_INVALID"))] };
  if (isTextHash(id) && hashText(text) !== id)
    return { findings: [toFinding({ id: given, operation: null }, new HubError("DOCUMENT_HASH_MISMATCH"))] };
  let document: ReturnType<GuardDocument>;
  try {
    // PostgreSQL cannot store this character.
    if (text.includes("\0")) throw new HubError("DOCUMENT_INVALID", { reason: "U+0000", reasonEn: "U+0000" });
    document = guard(text);
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    return { findings: [toFinding({ id: given, operation: null }, error)] };
  }
  const definitions = definitionsOf(text);
  const names = definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? [definition.name?.value ?? ""] : [],
  );
  const operation = names[0] || null;
  const result = readOperation(schema, text, operation, document);
  if (!result.ok)
    return {
      findings: result.errors.map((error) => {
        const reason = explainFault(error, result.code).message;
        return toFinding(
          { id: given, operation, ...error.locations?.[0] },
          new HubError("DOCUMENT_INVALID", { reason, reasonEn: error.message }),
        );
      }),
    };
  return { document: { id, text, operations: names, coordinates: coordinatesOf(schema, definitions) } };
}

export function toFinding(
  {
    id,
    operation,
    line,
    column,
  }: {
    readonly id: string;
    readonly operation: string | null;
    readonly line?: number;
    readonly column?: number;
  },
  { code, message, english }: HubError,
): DocumentFinding {
  return {
    id: id.slice(0, SHOWN_ID),
    operation,
    code,
    message: { zh: message, en: english },
    line: line ?? null,
    column: column ?? null,
  };
}

/** Empty if the text does not parse, which `readOperation` reports. */
function definitionsOf(text: string): readonly ExecutableDefinitionNode[] {
  try {
    return parse(text, { noLocation: true }).definitions.filter(
      (definition) =>
        definition.kind === Kind.OPERATION_DEFINITION || definition.kind === Kind.FRAGMENT_DEFINITION,
    );
  } catch {
    return [];
  }
}
