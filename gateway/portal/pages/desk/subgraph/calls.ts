/**
 * How the gateways' calls of a subgraph went: `GET /desk/subgraphs/<name>/calls` (PROTOCOL.md, section 8).
 */
import { SESSION_HEADER } from "../session";

export interface SubgraphCalls {
  /** First day of those that are counted. */
  readonly since: string;
  readonly answered: number;
  readonly failed: number;
  /** Seconds. */
  readonly halfWithin: number | null;
  readonly mostWithin: number | null;
}

/** Null for one that is not served. */
export async function readCalls(name: string): Promise<SubgraphCalls | null> {
  const response = await fetch(`/desk/subgraphs/${encodeURIComponent(name)}/calls`, {
    headers: { accept: "application/json", ...SESSION_HEADER },
  });
  // PROTOCOL.md, section 8
  return response.ok ? ((await response.json()) as SubgraphCalls) : null;
}
