/**
 * `standingQueryMatched(id:)`: each record as a release adds it to the answer, by the cursors of all streams.
 */
import {
  AFTER,
  Arg,
  describe,
  ID,
  placeOf,
  releaseEvents,
  Resolver,
  Root,
  Subscription,
  type ClassType,
  type EventSource,
  type LiveEvent,
  type SubgraphContext,
  writePlace,
} from "#kit";
import { hubOf } from "#kit/hub";
import { alertsOf } from "../alerts.js";
import { findQuery, noteUse } from "../query/standing-queries.js";
import { matchesOfRelease, type MatchPosition } from "../read/matches.js";
import { toNode, type MatchNode } from "./match-node.js";

interface MatchedArguments {
  readonly id: string;
  readonly after?: string | null;
}
interface MatchedEvent extends LiveEvent {
  readonly total: number;
  readonly match: MatchNode;
}

const PAGE = 100;

export function liveResolver(event: ClassType): ClassType {
  @Resolver()
  class LiveResolver {
    @Subscription(() => event, {
      description: describe(
        "订阅推送每有一条新内容，推送一次",
        "Each record that a release adds to a standing query's answer",
      ),
      subscribe: ({
        args,
        context,
      }: {
        readonly args: MatchedArguments;
        readonly context: SubgraphContext;
      }) => openSource(args, context),
    })
    standingQueryMatched(
      @Root() matched: MatchedEvent,
      @Arg("id", () => ID, { description: describe("订阅推送编号", "Identifier of the standing query") })
      _id: string,
      @Arg("after", () => String, { nullable: true, description: AFTER }) _after: string | null,
    ): MatchedEvent {
      return matched;
    }
  }
  return LiveResolver;
}

async function openSource(
  { id, after }: MatchedArguments,
  context: SubgraphContext,
): Promise<EventSource<MatchedEvent>> {
  const hub = hubOf(context);
  const { statements } = hub;
  const { matchedUpTo } = await alertsOf(hub);
  const query = await findQuery(statements, id);
  await noteUse(statements, query, new Date());
  return releaseEvents(
    context,
    await placeOf(context, after),
    async function* ({ number: release }, afterRow, signal) {
      await matchedUpTo(release);
      const {
        rows: [hit],
      } = await statements.query<{ total: number }>(
        "SELECT total FROM alerts.hit WHERE query = $1 AND release = $2",
        [query.number, release],
      );
      if (!hit) return;
      for (let place: MatchPosition | null = { release, row: afterRow }; place !== null && !signal.aborted;) {
        const { matches, end } = await matchesOfRelease(hub, query.number, place, PAGE);
        for (const match of matches)
          yield { cursor: writePlace(match), total: hit.total, match: toNode(match) };
        place = end;
      }
    },
  );
}
