/** The context of a domain's resolvers. It is passed in, never imported. */
import type { Caller } from "#schema/caller.js";
import type { Catalogue } from "../../feed/catalogue-entry.js";
import type { FeedContract } from "../../feed/contract.js";
import type { PublishedReader } from "../../store/read/published-reader.js";

/** The value of `@Ctx()`, made for one request: nothing but what is published, who asks, and the time. */
export interface SubgraphContext {
  /** Null: nobody signed in. */
  readonly caller: Caller | null;
  readonly reader: PublishedReader;
  /** The contracts of all subgraphs as they are now, not only of the one that asks. */
  readonly contracts: () => readonly FeedContract[];
  readonly catalogue: Catalogue;
  readonly now: () => Date;
}
