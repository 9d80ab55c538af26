/**
 * Writes an incremental answer in the format that Apollo Client, urql and Relay's network layers read:
 * `multipart/mixed; deferSpec=20220824`, first the answer without the deferred fragments, then the increments
 * by path.
 */
import type { FastifyRequest } from "fastify";
import type { GraphQLFormattedError } from "graphql";
import type { Increments } from "../../engine/deferred.js";
import type { SubgraphError } from "#schema/subgraph.js";

export const MULTIPART = 'multipart/mixed; boundary="-"; deferSpec=20220824';

/** True when the client's Accept header names this format, in this version. */
export function readsParts({ headers: { accept = "" } }: FastifyRequest): boolean {
  return accept.split(",").some((range) => {
    const [type = "", ...parameters] = range.split(";").map((part) => part.trim().toLowerCase());
    return (
      type === "multipart/mixed" &&
      parameters.every(
        (parameter) =>
          !/^(?:deferspec|incrementalspec|subscriptionspec)=/.test(parameter) ||
          /^deferspec="?20220824"?$/.test(parameter),
      )
    );
  });
}

/** `first`: the JSON object of the initial answer. */
export async function* writeMultipart(
  first: Buffer,
  later: AsyncGenerator<Increments, void>,
  told: (errors: readonly SubgraphError[]) => readonly GraphQLFormattedError[],
): AsyncGenerator<string, void> {
  yield part(`${first.toString("utf8", 0, first.length - 1)},"hasNext":true}`, "\r\n---", true);
  for await (const { items, hasNext } of later) {
    if (items.length === 0 && hasNext) continue;
    const incremental = items.map(
      ({ label, path, data, errors }) =>
        `{${label === null ? "" : `"label":${JSON.stringify(label)},`}"path":${JSON.stringify(path)},"data":${data}${errors.length > 0 ? `,"errors":${JSON.stringify(told(errors))}` : ""}}`,
    );
    yield part(
      `{${items.length > 0 ? `"incremental":[${incremental.join(",")}],` : ""}"hasNext":${hasNext}}`,
      "",
      hasNext,
    );
  }
}

/** Ends a part with its boundary, so that a client can read the part before the next one arrives. */
function part(text: string, start: string, hasNext: boolean): string {
  return `${start}\r\ncontent-type: application/json; charset=utf-8\r\n\r\n${text}\r\n---${hasNext ? "" : "--\r\n"}`;
}
