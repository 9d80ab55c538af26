/**
 * Whose a type or field is. The hub's own come first. Between departments, who defines it owns it, unless the
 * other gave it consent to do so; and an entity, which many subgraphs declare by its key, belongs to the one
 * that describes it.
 */
import type { CheckInput, NamedSubgraph } from "./check.js";
import { readSubgraph, type TypeDeclaration } from "./read-subgraph.js";

/** Each gives the subgraphs of others whose it is; none: it is the publisher's own, or new. */
export interface Owners {
  readonly isOther: (subgraph: NamedSubgraph) => boolean;
  /** True when the publisher was given consent to define the element, or the type that it belongs to. */
  readonly isPermitted: (coordinate: string) => boolean;
  /** A type whose whole definition is shared or not: none that is looked up by key, and no root. */
  readonly isValueType: (type: TypeDeclaration) => boolean;
  readonly ofType: (type: string) => readonly NamedSubgraph[];
  readonly ofEntity: (type: string) => readonly NamedSubgraph[];
  readonly ofRoot: (type: string) => readonly NamedSubgraph[];
  readonly ofField: (type: string, field: string) => readonly NamedSubgraph[];
}

export function createOwners({
  subgraph,
  others,
  consents,
}: Pick<CheckInput, "subgraph" | "others" | "consents">): Owners {
  const foreign = others.filter(({ owner }) => owner !== subgraph.owner);
  const permits = (name: string, coordinate: string): boolean =>
    consents.some(
      (consent) =>
        consent.subgraph === name &&
        (consent.coordinate === coordinate ||
          coordinate.startsWith(`${consent.coordinate}.`) ||
          coordinate.startsWith(`${consent.coordinate}(`)),
    );
  const owning = (
    coordinate: string,
    defines: (type: TypeDeclaration, of: NamedSubgraph) => boolean,
  ): readonly NamedSubgraph[] => {
    const [name = ""] = coordinate.split(".");
    const found = foreign.filter((each) => {
      const type = readSubgraph(each).types.get(name);
      return type !== undefined && defines(type, each) && !permits(each.name, coordinate);
    });
    const hub = found.filter(({ owner }) => owner === null);
    return hub.length > 0 ? hub : found;
  };
  const isKeyed = ({ keys }: TypeDeclaration): boolean => keys.size > 0;
  return {
    isOther: ({ owner }) => owner !== subgraph.owner,
    isPermitted: (coordinate) => permits(subgraph.name, coordinate),
    isValueType: (type) =>
      !type.isRoot &&
      (type.kind !== "object" ||
        (!isKeyed(type) &&
          !foreign.some((each) => {
            const theirs = readSubgraph(each).types.get(type.name);
            return theirs !== undefined && (isKeyed(theirs) || theirs.kind === "interface");
          }))),
    ofType: (type) => owning(type, () => true),
    ofEntity: (type) => owning(type, (theirs) => isKeyed(theirs) && theirs.description !== null),
    ofRoot: (type) => owning(type, () => true),
    ofField: (type, field) =>
      owning(`${type}.${field}`, (theirs, of) => {
        const node = theirs.fields.get(field);
        return node !== undefined && !readSubgraph(of).isExternal(theirs, node);
      }),
  };
}
