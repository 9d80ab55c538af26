/**
 * The root subscription of each feed: the records that releases make public (`penaltyPublished`), with the
 * filter of its lists; and those that they take away, for whoever asks for `removed`.
 */
import type { GraphQLResolveInfo } from "graphql";
import { subgraphOf, type FeedContract } from "../../feed/contract.js";
import { removalBy } from "../../store/read/changes.js";
import { openedRecords } from "../../store/read/opened-records.js";
import type { PublishedRecord } from "../../store/read/published-record.js";
import type { Release } from "../../store/read/releases.js";
import { removedRecords } from "../../store/read/removed-records.js";
import { writePlace } from "../../store/read/place.js";
import { compileWhere, type Where } from "../../store/read/where.js";
import type { SubgraphContext } from "./context.js";
import { hubOf } from "./hub-request.js";
import { Args, ArgsType, Resolver, Root, Subscription, type ClassType } from "../types/decorators.js";
import { describe } from "../types/describe.js";
import { placeOf, releaseEvents, type EventSource } from "./event-source.js";
import { addField, makeType, objectType } from "../types/make-type.js";
import { recordRemovedType, type RecordRemoved } from "../types/record-removed.js";
import { recordType } from "../types/record-type.js";
import { selectedAt, wantedFields } from "./selection.js";
import { whereType } from "../types/where-type.js";

interface PublishedEvent {
  readonly cursor: string;
  readonly isCorrection: boolean;
  /** One of the two. */
  readonly record: PublishedRecord | null;
  readonly removed: RecordRemoved | null;
}

interface PublishedArguments {
  readonly where?: Where | null;
  readonly after?: string | null;
}

interface Subscribing {
  readonly args: PublishedArguments;
  readonly context: SubgraphContext;
  readonly info: GraphQLResolveInfo;
}

export const AFTER = describe(
  "从此游标之后继续：某次发布或收到的最后一条的 cursor，0为从头；不填则从现在起",
  "Continues after this cursor: the `cursor` of a release or of the last event that came, or 0; from now on unless told",
);
export const CURSOR = describe(
  "游标：断开后从这里继续",
  "Cursor: where to go on from after a lost connection",
);

export function publishedEvents(contract: FeedContract): ClassType {
  const { zh, en } = contract.title;
  const [event, given] = [eventType(contract), argumentsType(contract)];

  @Resolver()
  class PublishedResolver {
    @Subscription(() => event, {
      name: `${contract.type.charAt(0).toLowerCase()}${contract.type.slice(1)}Published`,
      description: describe(
        `${zh}：每公开或更正一条，推送一次`,
        `${en}: each record as it is published or corrected`,
      ),
      subscribe: ({ args, context, info }: Subscribing) => openSource(contract, args, context, info),
    })
    published(
      @Root() published: PublishedEvent,
      @Args(() => given) _given: PublishedArguments,
    ): PublishedEvent {
      return published;
    }
  }
  return PublishedResolver;
}

const PAGE = 1_000;
/** Ids alone. */
const REMOVED_PAGE = 10_000;
/** The row of a place from which on it is a removed record's: no file has so many rows. */
const REMOVED_ROWS = 500_000_000;

async function openSource(
  contract: FeedContract,
  { where, after }: PublishedArguments,
  context: SubgraphContext,
  info: GraphQLResolveInfo,
): Promise<EventSource<PublishedEvent>> {
  const { database } = hubOf(context);
  const filter = compileWhere(contract, where ?? {});
  const fields = wantedFields(contract, info, [["record"]]);
  const tellsRemoved = selectedAt(info, []).has("removed");
  const place = await placeOf(context, after);
  const { epoch } = place;

  async function* published(
    { number: release }: Release,
    from: number,
    signal: AbortSignal,
  ): AsyncGenerator<PublishedEvent, void> {
    for (let afterRow = from; !signal.aborted;) {
      const question = { release, afterRow, where: filter, fields, first: PAGE };
      const page = await openedRecords(database, contract, question);
      for (const { record, row, isCorrection } of page)
        yield { cursor: writePlace({ epoch, release, row }), isCorrection, record, removed: null };
      if (page.length < PAGE) return;
      afterRow = page.at(-1)?.row ?? afterRow;
    }
  }

  async function* removed(
    { number: release, kind }: Release,
    from: number,
    signal: AbortSignal,
  ): AsyncGenerator<PublishedEvent, void> {
    for (let last = from; !signal.aborted;) {
      const page = await removedRecords(database, contract, {
        release,
        after: last,
        where: filter,
        first: REMOVED_PAGE,
      });
      for (const { id, place: at, isUnmatched } of page) {
        const removal = isUnmatched ? "UNMATCHED" : removalBy(kind);
        yield {
          cursor: writePlace({ epoch, release, row: REMOVED_ROWS + at }),
          isCorrection: false,
          record: null,
          removed: { id, removal, release: { id: String(release) } },
        };
      }
      if (page.length < REMOVED_PAGE) return;
      last = page.at(-1)?.place ?? last;
    }
  }

  return releaseEvents(context, place, async function* (release, from, signal) {
    if (release.feed !== contract.id) return;
    if (release.kind === "FEED" && from < REMOVED_ROWS) yield* published(release, from, signal);
    if (tellsRemoved) yield* removed(release, Math.max(0, from - REMOVED_ROWS), signal);
  });
}

const eventTypes = new WeakMap<FeedContract, ClassType>();

function eventType(contract: FeedContract): ClassType {
  const known = eventTypes.get(contract);
  if (known) return known;
  const type = objectType<PublishedEvent>(
    `${contract.type}Published`,
    describe(`${contract.title.zh}的一次推送`, "An event of the stream"),
  );
  addField(type, "cursor", String, null);
  addField(type, "isCorrection", Boolean, null);
  addField(type, "record", recordType(contract), null, { nullable: true });
  addField(type, "removed", recordRemovedType(subgraphOf(contract.id)), null, { nullable: true });
  eventTypes.set(contract, type);
  return type;
}

const argumentTypes = new WeakMap<FeedContract, ClassType>();

function argumentsType(contract: FeedContract): ClassType {
  const known = argumentTypes.get(contract);
  if (known) return known;
  const type = makeType(`${contract.type}PublishedArguments`, ArgsType());
  addField(type, "where", whereType(contract), null, { nullable: true });
  addField(type, "after", String, null, { nullable: true });
  argumentTypes.set(contract, type);
  return type;
}
