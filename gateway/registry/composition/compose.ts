import type { GraphQLSchema } from "graphql";
import type { Finding } from "../finding.js";
import { composeSupergraph } from "../../supergraph/compose.js";
import { toApiSchema } from "../../supergraph/api-schema.js";
export type Composition =
  | { readonly ok: true; readonly supergraph: string; readonly api: GraphQLSchema; readonly findings: readonly Finding[] }
  | { readonly ok: false; readonly findings: readonly Finding[] };
export function composeGraph(subgraphs: readonly { readonly name: string; readonly url: string; readonly sdl: string }[], _o: {publishing?: string} = {}): Composition {
  try {
    const { sdl } = composeSupergraph(subgraphs);
    return { ok: true, supergraph: sdl, api: toApiSchema(sdl), findings: [] };
  } catch (error) {
    return { ok: false, findings: [{ code: "X", severity: "ERROR", subgraphs: [], coordinate: null, place: null, rule: { zh: "", en: "" }, message: { zh: String(error), en: String(error) }, advice: { zh: "", en: "" }, edits: [], uses: [] }] };
  }
}
