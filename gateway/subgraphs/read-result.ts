/** Validates the answer of a subgraph in another process, which may be any JSON, as a GraphQL result. */
import type { SubgraphError, SubgraphResult } from "#schema/subgraph.js";

/** Null if the answer is not a GraphQL result, or has neither data nor errors. */
export function readResult(answer: unknown): SubgraphResult | null {
  if (!isRecord(answer)) return null;
  const { data = null, errors: given } = answer;
  if (data !== null && !isRecord(data)) return null;
  const faults = Array.isArray(given) ? given.flatMap(readError) : [];
  if (faults.length > 0) return { data, errors: faults };
  return data === null ? null : { data };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Null if the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function readError(given: unknown): readonly SubgraphError[] {
  if (!isRecord(given)) return [];
  const { message, path, extensions } = given;
  return [
    {
      message: typeof message === "string" ? message : "",
      ...(Array.isArray(path)
        ? {
            path: path.filter(
              (step): step is string | number => typeof step === "string" || typeof step === "number",
            ),
          }
        : {}),
      ...(isRecord(extensions) ? { extensions } : {}),
    },
  ];
}
