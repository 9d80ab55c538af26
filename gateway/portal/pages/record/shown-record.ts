/** A record of any kind, as its page asks for it. */
import type { RecordQuery } from "../../graph/public/graphql";

export type ShownRecord = Extract<NonNullable<RecordQuery["node"]>, { readonly permalink: string }>;
