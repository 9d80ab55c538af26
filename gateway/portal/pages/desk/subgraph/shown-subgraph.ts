/** A subgraph, as its page asks for it. */
import type { DeskSubgraphQuery } from "../../../graph/desk/graphql";

export type ShownSubgraph = NonNullable<DeskSubgraphQuery["subgraph"]>;
