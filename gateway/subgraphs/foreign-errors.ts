/**
 * Masks errors that a department's subgraph reports, because their texts may contain stacks, addresses or
 * data that the caller may not see. The log gets their codes and paths; the client gets SUBGRAPH_ERROR with
 * the subgraph's name and the subgraph's own error code.
 */
import { HubError } from "#schema/errors.js";
import type { SubgraphError, SubgraphResult } from "#schema/subgraph.js";
import { plainWords, type Log } from "../log.js";

export function hideWords(name: string, result: SubgraphResult, log: Log): SubgraphResult {
  const { data, errors } = result;
  if (!errors) return result;
  // What a service writes may quote what was asked or stored.
  const said = errors.slice(0, LOGGED).map(({ path, extensions }) => ({
    path: path?.slice(0, LOGGED).map((step) => (typeof step === "string" ? plainWords(step) : step)),
    code: codeOf(extensions),
  }));
  log({
    level: "warn",
    subgraph: name,
    errors: errors.length,
    said,
    message: "A department's subgraph reported errors",
  });
  return { data, errors: errors.map((error) => hide(name, error)) };
}

/** Most errors that are logged of one answer: the subgraph decides how many it sends. */
const LOGGED = 5;

function hide(name: string, { path, extensions }: SubgraphError): SubgraphError {
  const subgraphCode = codeOf(extensions);
  const { message, code, english, details } = new HubError("SUBGRAPH_ERROR", {
    name,
    ...(subgraphCode === null ? {} : { subgraphCode }),
  });
  return { message, path, extensions: { code, english, details } };
}

function codeOf(extensions: SubgraphError["extensions"]): string | null {
  const code = extensions?.["code"];
  return typeof code === "string" && CODE.test(code) ? code : null;
}

const CODE = /^[A-Z][A-Z0-9_]{0,63}$/;
