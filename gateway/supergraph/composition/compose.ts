/** Composes subgraphs with the reference composer; what it refuses comes back as findings, whatever was handed in. */
import { composeServices } from "@apollo/composition";
import { errorCauses } from "@apollo/federation-internals";
import type { GraphQLError, GraphQLSchema } from "graphql";
import { explainError } from "./explain.js";
import { explainHint } from "./hints.js";
import { composerFailed, parseSubgraph, type ParsedSubgraph, type SubgraphSource } from "./refusals.js";
import { openSubgraphText } from "./subgraph-text.js";
import type { Finding } from "../finding.js";

export type { SubgraphSource };

export type Composition = Composed | Refused;
export interface Composed {
  readonly ok: true;
  /** What a router loads. */
  readonly supergraph: string;
  /** What clients see, with `@defer`. */
  readonly api: GraphQLSchema;
  /** The composer's hints. */
  readonly findings: readonly Finding[];
}
/** With at least one finding; each is an error. */
export interface Refused { readonly ok: false; readonly findings: readonly Finding[] }

export interface ComposeOptions {
  /** The subgraph that is being published: when several disagree, it is the one that is advised to give way. */
  readonly publishing?: string;
  /** Paths that the check of satisfiability may hold at once before it gives up; the composer's own default is a million. */
  readonly maxPaths?: number;
}

export function composeGraph(subgraphs: readonly SubgraphSource[], { publishing, maxPaths }: ComposeOptions = {}): Composition {
  const parsed: ParsedSubgraph[] = [];
  const unread: Finding[] = [];
  for (const subgraph of subgraphs) {
    const read = parseSubgraph(subgraph);
    if ("finding" in read) unread.push(read.finding);
    else parsed.push({ ...subgraph, ...read });
  }
  if (unread.length > 0) return { ok: false, findings: unread };
  try {
    const services = parsed.map(({ name, url, document }) => ({ name, url, typeDefs: document }));
    const result = composeServices(services, maxPaths === undefined ? {} : { maxValidationSubgraphPaths: maxPaths });
    if (result.errors !== undefined) return refuse(result.errors, parsed, publishing ?? null);
    const names = new Set(parsed.map(({ name }) => name));
    const api = result.schema.toAPISchema().toGraphQLJSSchema({ includeDefer: true });
    return { ok: true, supergraph: result.supergraphSdl, api, findings: result.hints.map((hint) => explainHint(hint, names)) };
  } catch (error) {
    const causes = error instanceof Error ? errorCauses(error) : undefined;
    return causes === undefined ? { ok: false, findings: [composerFailed(error, parsed)] } : refuse(causes, parsed, publishing ?? null);
  }
}

function refuse(errors: readonly GraphQLError[], parsed: readonly ParsedSubgraph[], publishing: string | null): Refused {
  const texts = new Map(parsed.map(({ name, sdl, document }) => [name, openSubgraphText(name, sdl, document)]));
  return { ok: false, findings: errors.map((error) => explainError(error, texts, publishing)) };
}
