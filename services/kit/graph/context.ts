/** What resolvers and routes are given. It is passed in, never imported. */
import type { Caller } from "#schema/caller.js";
import type { FeedContract, RowSecrets } from "../feed/contract.js";
import type { Database } from "../store/database.js";
import type { PublishedReader } from "../store/published-reader.js";

/** What the hub has for its subgraphs, for as long as it runs. */
export interface HubParts {
  readonly database: Database;
  /** The contracts of all subgraphs that were found, not only of the one that asks. */
  readonly contracts: readonly FeedContract[];
  readonly secrets: RowSecrets;
  /** Where files are kept: uploads, keys. */
  readonly directory: string;
  readonly log: Log;
}

export interface Log {
  readonly info: (details: object, message: string) => void;
  readonly warn: (details: object, message: string) => void;
  readonly error: (details: object, message: string) => void;
}

/** What a resolver is given by `@Ctx()`, made for one request. */
export interface SubgraphContext extends HubParts {
  /** Null: nobody signed in. */
  readonly caller: Caller | null;
  readonly reader: PublishedReader;
}
