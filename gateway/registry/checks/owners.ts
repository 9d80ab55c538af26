/**
 * Determines the owner of a type or field. The hub's own subgraphs come first. Between departments, the one
 * that defines an element owns it, unless it does so with the other's consent. An entity, which many
 * subgraphs declare by its key, belongs to the subgraph that describes it.
 */
import type { CheckInput, NamedSubgraph } from "./check.js";
import { readSubgraph, type TypeDeclaration } from "./read-subgraph.js";

/**
 * The `of…` functions return the other subgraphs that own the element; empty: it is the publisher's own, or
 * new.
 */
export interface Owners {
  readonly isOther: (subgraph: NamedSubgraph) => boolean;
  /** True when the publisher has consent to define the element, or its parent type. */
  readonly isPermitted: (coordinate: string) => boolean;
  /** True for a type that is shared as a whole: neither an entity nor a root type. */
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
