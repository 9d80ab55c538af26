/** Composes subgraphs with the reference composer. Refusals are returned as findings, for any input. */
import { composeServices } from "@apollo/composition";
import { errorCauses } from "@apollo/federation-internals";
import { GraphQLError, type GraphQLSchema } from "graphql";
import { blame, foldCauses, withoutFound } from "./causes.js";
import { unknownTypesIn } from "./unknown-types.js";
import { explainError, type Explained } from "./explain.js";
import { explainHint } from "./composer-hints.js";
import { composerFailed, parseSubgraph, type ParsedSubgraph, type SubgraphSource } from "./refusals.js";
import { openSubgraphText, type SubgraphText } from "./subgraph-text.js";
import type { Finding } from "./finding.js";

export type { SubgraphSource };

export type Composition = Composed | Refused;
export interface Composed {
  readonly ok: true;
  /** The supergraph, as a router loads it. */
  readonly supergraph: string;
  /** The API schema that clients see, with `@defer`. */
  readonly api: GraphQLSchema;
  /** The composer's hints. */
  readonly findings: readonly Finding[];
}
/** A refusal with at least one finding; each is an error. */
export interface Refused {
  readonly ok: false;
  readonly findings: readonly Finding[];
}

export interface ComposeOptions {
  /** The subgraph that is being published: if several disagree, the advice is to change this one. */
  readonly publishing?: string;
  /**
   * Most paths that the satisfiability check may hold at once before it gives up; the composer's own default
   * is a million.
   */
  readonly maxPaths?: number;
}

export function composeGraph(
  subgraphs: readonly SubgraphSource[],
  { publishing, maxPaths }: ComposeOptions = {},
): Composition {
  const parsed: ParsedSubgraph[] = [];
  const unread: Finding[] = [];
  for (const subgraph of subgraphs) {
    const read = parseSubgraph(subgraph);
    if ("finding" in read) unread.push(read.finding);
    else parsed.push({ ...subgraph, ...read });
  }
  if (unread.length > 0) return { ok: false, findings: unread };
  const tried = attempt(parsed, maxPaths);
  if ("errors" in tried) return refuse(tried.errors, parsed, { publishing: publishing ?? null, maxPaths });
  if ("thrown" in tried) return { ok: false, findings: [composerFailed(tried.thrown, parsed)] };
  const names = new Set(parsed.map(({ name }) => name));
  const { schema, supergraphSdl: supergraph, hints } = tried.composed;
  const api = schema.toAPISchema().toGraphQLJSSchema({ includeDefer: true });
  return {
    ok: true,
    supergraph: `${supergraph.trimEnd()}\n`,
    api,
    findings: hints.map((hint) => explainHint(hint, names)),
  };
}

type Attempt =
  | { readonly composed: Extract<ReturnType<typeof composeServices>, { readonly supergraphSdl: string }> }
  | { readonly errors: readonly GraphQLError[] }
  /** The composer threw an error that is not a composition error. */
  | { readonly thrown: unknown };

function attempt(parsed: readonly ParsedSubgraph[], maxPaths: number | undefined): Attempt {
  try {
    const services = parsed.map(({ name, url, document }) => ({ name, url, typeDefs: document }));
    const result = composeServices(
      services,
      maxPaths === undefined ? {} : { maxValidationSubgraphPaths: maxPaths },
    );
    return result.errors === undefined ? { composed: result } : { errors: result.errors };
  } catch (thrown) {
    const errors = thrown instanceof Error ? errorCauses(thrown) : undefined;
    return errors === undefined ? { thrown } : { errors };
  }
}

/**
 * Most rounds of removing faulty elements and composing again to find further errors. Each round but the last
 * is quick, because the composer stops before it merges.
 */
const MOST_LOOKS = 6;

function refuse(
  errors: readonly GraphQLError[],
  parsed: readonly ParsedSubgraph[],
  { publishing, maxPaths }: { readonly publishing: string | null; readonly maxPaths: number | undefined },
): Refused {
  const texts = new Map(
    parsed.map(({ name, sdl, document }) => [name, openSubgraphText(name, sdl, document)]),
  );
  const explain = (found: readonly GraphQLError[]): readonly Explained[] =>
    spellOut(found, texts).map((error) => explainError(error, texts, publishing));
  const all = [...explain(errors)];
  let latest: readonly Explained[] = all;
  let rest = withoutFound(parsed, latest);
  for (let looks = 0; looks < MOST_LOOKS && rest !== null; looks += 1) {
    const tried = attempt(rest, maxPaths);
    // An exception on a copy says nothing about the original.
    if (!("errors" in tried)) break;
    latest = blame(explain(tried.errors), all);
    all.push(...latest);
    rest = withoutFound(rest, latest);
  }
  return { ok: false, findings: foldCauses(all, publishing) };
}

/** Lists all unknown types of a subgraph: the composer reports only the first use of the first one. */
function spellOut(
  errors: readonly GraphQLError[],
  texts: ReadonlyMap<string, SubgraphText>,
): readonly GraphQLError[] {
  return errors.flatMap((error): readonly GraphQLError[] => {
    const name = error.nodes?.[0]?.loc?.source.name;
    const subgraph =
      name !== undefined && /^\[[^\]]*\] Unknown type /.test(error.message) ? texts.get(name) : undefined;
    const uses = subgraph === undefined ? [] : unknownTypesIn(subgraph);
    return uses.length === 0
      ? [error]
      : uses.map(
          (node) =>
            new GraphQLError(`[${name ?? ""}] Unknown type "${node.name.value}".`, {
              nodes: node,
              extensions: error.extensions,
            }),
        );
  });
}
