/** `changes(since:)`: what a copy of the public records must add, replace and delete to be up to date. */
import {
  Args,
  ArgsType,
  cost,
  Ctx,
  describe,
  Directive,
  Field,
  ID,
  Int,
  labelField,
  Query,
  readList,
  Resolver,
  writePlace,
  type ClassType,
  type ReadList,
  type SubgraphContext,
} from "#kit";
import { countRecordChanges, hubOf, readRecordChanges, type ChangePlace } from "#kit/hub";
import { tagged } from "#schema/tags.js";
import type { hitTypes } from "../graph/hit-types.js";
import { changeTypes, toChangeValue, type ChangeValue } from "./change-types.js";
import { planChanges, type ChangesAsked } from "./plan-changes.js";

/** In points: indexes of each feed are asked. */
const CHANGES = 30;
const DEFAULT_SIZE = 20;
const MOST = 100;

interface Asked extends ChangesAsked {
  readonly first?: number | null;
}

interface ChangeList extends ReadList<ChangeValue> {
  readonly nextSince: string;
}

/** `SearchType` is the enum of types. */
export function changesResolvers({
  SearchType,
  typeLabel,
}: Pick<ReturnType<typeof hitTypes>, "SearchType" | "typeLabel">): readonly ClassType[] {
  const { Change, ChangeConnection } = changeTypes(SearchType);

  @ArgsType()
  class ChangesArguments implements Asked {
    @Field(() => String, {
      nullable: true,
      description: describe(
        "从何时起的变化：上次得到的 nextSince，某次发布的 cursor，或一个时刻；不填或填0为从头，即全部公开的记录",
        "From when on: the last `nextSince`, the cursor of a release, or a moment. All that is public unless told, or for `0`",
      ),
    })
    readonly since?: string | null;
    @Field(() => [ID], {
      nullable: true,
      description: describe("限于这些报送事项", "Only of these feeds"),
    })
    readonly feeds?: readonly string[] | null;
    @Field(() => [SearchType], {
      nullable: true,
      description: describe("限于这些类型的记录", "Only records of these types"),
    })
    readonly types?: readonly string[] | null;
    @Field(() => Int, {
      nullable: true,
      description: describe(
        `取的条数，默认${DEFAULT_SIZE}，最多${MOST}`,
        `How many: ${DEFAULT_SIZE} unless told, at most ${MOST}`,
      ),
    })
    readonly first?: number | null;
    @Field(() => String, { nullable: true, description: describe("从此游标之后取", "After this cursor") })
    readonly after?: string | null;
  }

  @Resolver()
  class ChangesResolver {
    @Directive(
      `@listSize(assumedSize: ${DEFAULT_SIZE}, slicingArguments: ["first"], sizedFields: ["nodes", "edges"], requireOneSlicingArgument: false)`,
    )
    @Directive(cost(CHANGES))
    @Directive(tagged("bulk"))
    @Query(() => ChangeConnection, {
      description: describe(
        "公开记录的变化：新公开的、更正的、不再公开的，每条记录只列一次，供制作和更新副本。各页读完为止，其间的发布留待下次",
        "What became of the public records, each told once, for copies: added, changed, removed. The pages end; what is released meanwhile is told the next time",
      ),
    })
    async changes(
      @Args(() => ChangesArguments) { first, ...asked }: Asked,
      @Ctx() context: SubgraphContext,
    ): Promise<ChangeList> {
      const hub = hubOf(context);
      const { statements } = hub;
      const { epoch, feeds, span, from, cursorOf } = await planChanges(hub, asked);
      const closed = new Set(feeds.flatMap(({ contract, goneIn }) => (goneIn === null ? [] : [contract])));
      const list = readList<ChangeValue, ChangePlace | null>(
        { first: first ?? null, after: asked.after ?? null },
        {
          placeOf: () => from,
          cursorOf: ({ feed: { id: feed = "" }, id }) => cursorOf({ feed, id }),
          read: async (place, _forward, size) =>
            (await readRecordChanges(statements, feeds, span, place, size)).map((change) =>
              toChangeValue(change, !closed.has(change.contract)),
            ),
          count: () => countRecordChanges(statements.dear, feeds, span),
        },
      );
      return { ...list, nextSince: writePlace({ epoch, release: span.to, row: Infinity }) };
    }
  }
  return [
    ChangesResolver,
    labelField({ on: Change, ...typeLabel, field: { ...typeLabel.field, required: false } }),
  ];
}
