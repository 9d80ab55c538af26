/** Parses a GraphQL over HTTP request. Throws CONTENT_TYPE, CONTENT_ENCODING, REQUEST_INVALID. */
import type { FastifyRequest } from "fastify";
import { HubError } from "#schema/errors.js";
import type { Question } from "../../operation/request.js";
import { readAskedDocument } from "../../documents/asked-document.js";

/**
 * Checks the media type before the body is decoded. Refuses forms, which a browser sends across sites without
 * a preflight, and a GET with a body.
 */
export function refuseMediaType(request: FastifyRequest): void {
  if ((request.headers["content-encoding"] ?? "identity") !== "identity")
    throw new HubError("CONTENT_ENCODING");
  const type = request.headers["content-type"];
  if (type === undefined) return;
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(type)?.[1];
  if (
    !/^application\/(?:graphql-response\+)?json\b/i.test(type) ||
    (charset !== undefined && !/^utf-?8$/i.test(charset))
  )
    throw new HubError("CONTENT_TYPE");
}

export function readRequest(
  request: FastifyRequest,
): Pick<Question, "document" | "operationName" | "variables"> {
  const isGet = request.method !== "POST";
  const given: unknown = isGet ? request.query : request.body;
  if (typeof given !== "object" || given === null || Array.isArray(given))
    throw invalid("应为 JSON 对象", "the body is no JSON object");
  const {
    operationName = null,
    variables = null,
    extensions = null,
    ...rest
  }: {
    readonly operationName?: unknown;
    readonly variables?: unknown;
    readonly extensions?: unknown;
  } = given;
  if (operationName !== null && typeof operationName !== "string")
    throw invalid("operationName 应为字符串", "operationName is no string");
  const values = isGet && typeof variables === "string" ? parseJson("variables", variables) : variables;
  if (values !== null && (typeof values !== "object" || Array.isArray(values)))
    throw invalid("variables 应为对象", "variables is no object");
  if (!isGet && extensions !== null && (typeof extensions !== "object" || Array.isArray(extensions)))
    throw invalid("extensions 应为对象", "extensions is no object");
  const document = readAskedDocument({
    ...rest,
    extensions: isGet && typeof extensions === "string" ? parseJson("extensions", extensions) : extensions,
  });
  return {
    document,
    operationName: operationName === "" ? null : operationName,
    variables: values === null ? {} : { ...values },
  };
}

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid(`${name} 应为 JSON`, `${name} is no JSON`);
  }
}

function invalid(reason: string, reasonEn: string): HubError {
  return new HubError("REQUEST_INVALID", { reason, reasonEn });
}
