/**
 * Lists the fields that fewer callers may see in one graph than in another. Who used such a field gets null
 * and UNAUTHORIZED_FIELD_OR_TYPE in its place.
 */
import { isInterfaceType, isObjectType, parse } from "graphql";
import { NO_DEMAND, type Alternatives, type Demand } from "../../engine/access/demand.js";
import { readDemands } from "../../engine/access/read-demands.js";
import type { SchemaChange } from "../diff-schemas.js";
import type { Graph } from "./check.js";

export function diffDemands(before: Graph, after: Graph): readonly SchemaChange[] {
  const now = demandsOf(after);
  if (!now) return [];
  const old = demandsOf(before);
  return Object.values(before.api.getTypeMap()).flatMap((type) => {
    const kept = after.api.getType(type.name);
    if (!(isObjectType(type) || isInterfaceType(type)) || !(isObjectType(kept) || isInterfaceType(kept)))
      return [];
    return Object.keys(type.getFields()).flatMap((field) => {
      const demand = now.ofField(type.name, field);
      return demand &&
        kept.getFields()[field] &&
        !follows(demand, old?.ofField(type.name, field) ?? NO_DEMAND)
        ? [narrowed(`${type.name}.${field}`, demand)]
        : [];
    });
  });
}

function demandsOf({ supergraph }: Graph) {
  return FEATURE.test(supergraph) ? readDemands(parse(supergraph, { noLocation: true })) : null;
}

/** Graphs without such a link are not parsed. */
const FEATURE = /specs\.apollo\.dev\/(?:authenticated|requiresScopes|policy)\//;

/** True if whoever meets the former demand meets this one. */
function follows(demand: Demand, former: Demand): boolean {
  return (
    (!demand.isAuthenticated || former.isAuthenticated) &&
    demand.scopes.every((one) => former.scopes.some((other) => isWithin(other, one))) &&
    demand.policies.every((one) => former.policies.some((other) => isWithin(other, one)))
  );
}

/** True if each way to meet the one meets the other. */
function isWithin(one: Alternatives, other: Alternatives): boolean {
  return (
    one.length > 0 && one.every((all) => other.some((names) => names.every((name) => all.includes(name))))
  );
}

function narrowed(coordinate: string, { scopes, policies }: Demand): SchemaChange {
  const names = [...new Set([...scopes, ...policies].flat(2))];
  return {
    coordinate,
    severity: "BREAKING",
    message:
      names.length === 0
        ? { zh: `查看 ${coordinate} 现须登录`, en: `${coordinate} is now for callers with a token alone` }
        : {
            zh: `查看 ${coordinate} 现须具备权限（${names.join("、")}）`,
            en: `${coordinate} is now for callers with rights alone (${names.join(", ")})`,
          },
    hurts: [coordinate],
  };
}
