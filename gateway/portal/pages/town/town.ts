/** A town, as its page asks for it. */
import type { TownQuery } from "../../graph/public/graphql";

export type Town = NonNullable<TownQuery["area"]>;
