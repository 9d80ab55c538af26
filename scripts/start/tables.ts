/** Tables of all parts of a hub, besides those of feeds. */
import { MIGRATIONS } from "../../gateway/registry/store/migrations.js";
import type { Subgraph } from "../../services/kit/graph/serve/define-subgraph.js";
import { HUB_TABLES } from "../../services/kit/store/open/hub-tables.js";
import type { OwnTables } from "../../services/kit/store/open/own-tables.js";

export function tablesOf(found: readonly Subgraph[]): readonly OwnTables[] {
  const ofSubgraphs = found
    .filter(({ migrations }) => migrations.length > 0)
    .map(({ name, migrations }) => ({ schema: name.replaceAll("-", "_"), migrations }));
  return [HUB_TABLES, ...ofSubgraphs, { schema: "registry", migrations: MIGRATIONS }];
}
