/**
 * The hub behind a request. Ordinary domains cannot import this file; the kit and the services that work for
 * the whole hub (desk, alerts, search) find here what a `SubgraphContext` does not show.
 */
import type { buildConnector } from "undici";
import type { Caller } from "#schema/caller.js";
import type { Lifetime } from "#schema/runtime/lifetime.js";
import type { AnswerLimits, Meter } from "#schema/runtime/meter.js";
import type { StreamRequest } from "#schema/subgraph.js";
import type { Catalogue } from "../../feed/catalogue-entry.js";
import type { FeedContract } from "../../feed/contract.js";
import type { Database } from "../../store/open/database.js";
import type { RequestStatements } from "../../store/open/statements.js";
import type { SubgraphContext } from "./context.js";

/** The parts of the hub that its subgraphs share, for as long as it runs. */
export interface HubParts {
  readonly database: Database;
  /** The contracts of all subgraphs as they are now. */
  readonly contracts: () => readonly FeedContract[];
  readonly catalogue: Catalogue;
  readonly history: FeedHistory;
  /** After a release: lets feeds that are data come and go. */
  readonly refresh: () => Promise<void>;
  /** Key of the pseudonyms of natural persons, kept outside the data. */
  readonly personKey: Uint8Array;
  /** Secret by which files as they came are encrypted, kept outside the data too. */
  readonly originalKey: Uint8Array;
  readonly limits: HubLimits;
  readonly webhooks: Strangers;
  readonly sources: SourceSettings;
  /** Where files beside records are kept; null: in the database. */
  readonly bucket: BucketSettings | null;
  /** Null: no mail is sent. */
  readonly mail: MailSettings | null;
  readonly log: Log;
  readonly now: () => Date;
  /** Where citizens find the hub; null: the operator does not say. */
  readonly publicUrl: string | null;
  /** The database is a copy of another hub's: nothing is sent, and nothing is published by the clock. */
  readonly isCopy: () => boolean;
}

/** Which feeds there were. */
export interface FeedHistory {
  /** The feeds whose releases make others come and go. */
  readonly definedBy: readonly string[];
  /** The contracts of all subgraphs as they were at a release. */
  readonly at: (release: number) => Promise<readonly FeedContract[]>;
}

/** From where the hub fetches feeds by itself. */
export interface SourceSettings {
  /** The file that says so; null: it fetches nothing. */
  readonly file: string | null;
  /** Passwords and keys by the names that the file has for them. */
  readonly secrets: ReadonlyMap<string, string>;
  readonly networks: Strangers;
}

/** A bucket of a store that speaks S3. */
export interface BucketSettings {
  /** Address of the store; the bucket's is `<endpoint>/<bucket>`. */
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  /** Before each object's name: empty, or ending with a slash. */
  readonly prefix: string;
  readonly keyId: string;
  readonly key: string;
}

/** By what server the hub sends mail, and as whom. */
export interface MailSettings {
  /** `smtp://` or `smtps://`, with user and password where it wants them. */
  readonly url: string;
  readonly from: string;
}

/** The way to addresses that others name: what counts is where a name leads when it is connected to. */
export interface Strangers {
  /** Throws the refusal of its use. */
  readonly assertUrl: (url: string) => void;
  /** Connects to allowed addresses only. */
  readonly connect: buildConnector.connector;
}

export interface HubLimits {
  /** Largest feed file. */
  readonly feedBytes: number;
  /** Findings kept of one submission. */
  readonly findings: number;
  /** Days for which a file as it came is kept, after the last that happened to it. */
  readonly originalDays: number;
  /** Files of releases on this process's disk, all together. */
  readonly spoolBytes: number;
  /** One answer, where the gateway does not say. */
  readonly answer: AnswerLimits;
  /** Longest time for one answer, in milliseconds. */
  readonly operationMs: number;
}

export interface Log {
  readonly info: (details: object, message: string) => void;
  readonly warn: (details: object, message: string) => void;
  readonly error: (details: object, message: string) => void;
}

/** How long a request may last, and what counts its answer. */
export interface Bounds {
  readonly lifetime: Lifetime;
  readonly meter: Meter;
}

/** Where a subscription's stream begins and what ends it, as the gateway says. */
export type StreamScope = Pick<StreamRequest, "resumeAfter" | "signal">;

/** The caller of a request, and the means to read for it. */
export interface Asker {
  /** Null: nobody signed in. */
  readonly caller: Caller | null;
  /** For what no reader has: under the request's time, and in its turn. */
  readonly statements: RequestStatements;
}

/** The hub's parts as one request may use them. */
export interface HubRequest extends HubParts, Asker {
  /** Counts what the answer is made of. */
  readonly meter: Meter;
  /** Null where nothing is subscribed to. */
  readonly stream: StreamScope | null;
}

/** The `contextValue` of an execution: `hub` is reached through `hubOf` alone. */
export class RequestContext implements SubgraphContext {
  readonly caller: SubgraphContext["caller"];
  readonly reader: SubgraphContext["reader"];
  readonly contracts: SubgraphContext["contracts"];
  readonly catalogue: SubgraphContext["catalogue"];
  readonly now: SubgraphContext["now"];
  readonly #hub: HubRequest;

  constructor(hub: HubRequest, reader: SubgraphContext["reader"]) {
    this.caller = hub.caller;
    this.reader = reader;
    this.contracts = hub.contracts;
    this.catalogue = hub.catalogue;
    this.now = hub.now;
    this.#hub = hub;
  }

  static hubOf(context: SubgraphContext): HubRequest {
    if (!(context instanceof RequestContext))
      throw new Error("This context belongs to no request of the hub");
    return context.#hub;
  }
}

/** The hub that a resolver's request came to. A context that the kit did not make is a programmer's error. */
export function hubOf(context: SubgraphContext): HubRequest {
  return RequestContext.hubOf(context);
}
