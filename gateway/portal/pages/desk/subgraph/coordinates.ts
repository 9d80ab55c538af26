/** The fields that a subgraph's schema defines, as coordinates such as `Area.busLines`. */
import { Kind, parse } from "graphql";

/** As many as the graph tells the uses of at once. */
const MOST = 100;

/** The schema was published, so it can be read. */
export function coordinatesIn(sdl: string): string[] {
  return parse(sdl, { noLocation: true })
    .definitions.flatMap((definition) =>
      definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION
        ? (definition.fields ?? []).map(({ name }) => `${definition.name.value}.${name.value}`)
        : [],
    )
    .filter((coordinate) => !coordinate.startsWith("Query._"))
    .slice(0, MOST);
}
