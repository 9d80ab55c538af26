/**
 * Documents from the manifest that a client's own tools write:
 *
 *   graphql-codegen (client preset), Relay   { "<hash>": "<text>", … }
 *   Relay (persisted to a list)              [["<id>", "<text>"], …]
 *   Apollo                                   { "format": "apollo-persisted-query-manifest", "version": 1, "operations": [{ "id", "body", … }, …] }
 */
import { HubError } from "#schema/errors.js";
import { readText } from "../../start/read-text.js";

export interface ManifestDocument {
  readonly id: string;
  readonly text: string;
}

/** Throws FILE_UNREADABLE or OPTION_INVALID. */
export async function readManifestFile(file: string): Promise<readonly ManifestDocument[]> {
  const documents = readManifest(await readText(file));
  if (!documents)
    throw new HubError("OPTION_INVALID", {
      option: "<file>",
      wanted:
        '{ "<hash>": "query …" } | [["<id>", "query …"]] | { "format": "apollo-persisted-query-manifest", … }',
    });
  return documents;
}

/** Null: it is none of them. */
export function readManifest(json: string): readonly ManifestDocument[] | null {
  const given = parseOrNull(json);
  if (typeof given !== "object" || given === null) return null;
  const documents = Array.isArray(given)
    ? given.map(fromPair)
    : "format" in given && typeof given.format === "string" && given.format.startsWith("apollo")
      ? fromApollo(given)
      : Object.entries(given).map(fromPair);
  const sound = documents?.filter((document) => document !== null);
  return sound && sound.length === documents?.length ? sound : null;
}

function fromPair(pair: unknown): ManifestDocument | null {
  if (!Array.isArray(pair) || pair.length !== 2) return null;
  const [id, text]: readonly unknown[] = pair;
  return typeof id === "string" && typeof text === "string" ? { id, text } : null;
}

function fromApollo({
  format,
  version,
  operations,
}: {
  readonly format?: unknown;
  readonly version?: unknown;
  readonly operations?: unknown;
}): readonly (ManifestDocument | null)[] | null {
  if (format !== "apollo-persisted-query-manifest" || version !== 1 || !Array.isArray(operations))
    return null;
  return operations.map((operation: unknown) => {
    if (typeof operation !== "object" || operation === null) return null;
    const { id, body }: { readonly id?: unknown; readonly body?: unknown } = operation;
    return typeof id === "string" && typeof body === "string" ? { id, text: body } : null;
  });
}

function parseOrNull(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
