/** `latest`: the newest records of all feeds, or of some, each as a `Record`. */
import {
  Args,
  ArgsType,
  cost,
  cursorScope,
  Ctx,
  DateScalar,
  describe,
  Directive,
  Field,
  isRecordId,
  LIST_SIZE,
  PageArguments,
  Query,
  readCursor,
  readList,
  RecordInterface,
  Resolver,
  shanghaiDay,
  toComparable,
  wholeListType,
  writeCursor,
  type ClassType,
  type FeedContract,
  type ReadList,
  type SubgraphContext,
} from "#kit";
import { hubOf } from "#kit/hub";
import { HubError } from "#schema/errors.js";
import {
  countLatest,
  datedFeeds,
  readLatest,
  type DatedFeed,
  type LatestPlace,
  type LatestRecord,
} from "./read-latest.js";

/** In points: the index of each feed is asked. */
const LATEST = 30;
const COUNT = 100;

interface Asked extends PageArguments {
  readonly types?: readonly string[] | null;
  readonly department?: string | null;
  readonly until?: string | null;
}

// Today is told by the clock, not by a release: answers with it are not kept.
const RecordConnection = wholeListType<{ readonly __typename: string; readonly id: string }>(
  "Record",
  RecordInterface,
  { zh: "公开的记录", en: "A published record" },
);
Directive(cost(COUNT))(RecordConnection.prototype, "totalCount");

/** `SearchType` is the enum of types. */
export function latestResolver(contracts: readonly FeedContract[], SearchType: object): ClassType {
  const dated = datedFeeds(contracts);

  @ArgsType()
  class LatestArguments extends PageArguments {
    @Field(() => [SearchType], {
      nullable: true,
      description: describe(
        "只列这些类型，须为有日期的记录",
        "Only of these types, whose records must have days",
      ),
    })
    readonly types?: readonly string[] | null;
    @Field(() => String, {
      nullable: true,
      description: describe(
        "只列该部门报送的，写部门编码",
        "Only what this department handed in, by the department's code",
      ),
    })
    readonly department?: string | null;
    @Field(() => DateScalar, {
      nullable: true,
      description: describe(
        "日期不晚于此日，默认为今天：尚未到来的（如招聘会）不列入",
        "Their days at the latest: today unless told, so that what is still to come is left out",
      ),
    })
    readonly until?: string | null;
  }

  @Resolver()
  class LatestResolver {
    @Directive(LIST_SIZE)
    @Directive(cost(LATEST))
    @Query(() => RecordConnection, {
      description: describe(
        "各报送事项的最新记录，按记录的日期，新的在前；没有日期的（如学校）不列入",
        "The latest records of all feeds by their days, the newest first; without those that have none, such as schools",
      ),
    })
    latest(
      @Args(() => LatestArguments) { types, department = null, until, ...pages }: Asked,
      @Ctx() context: SubgraphContext,
    ): ReadList<LatestRecord> {
      const feeds = chosen(dated, types ?? null);
      const scope = cursorScope(["Record", types?.toSorted() ?? null, department]);
      const which = { until: until ?? shanghaiDay(context.now()), department };
      const { statements } = hubOf(context);
      return readList<LatestRecord, LatestPlace>(pages, {
        placeOf: (cursor) => toPlace(readCursor(scope, 2, cursor)),
        cursorOf: ({ day, id }) => writeCursor(scope, [day, id]),
        read: (from, forward, size) => readLatest(statements, feeds, { ...which, from, forward, size }),
        count: () => countLatest(statements.dear, feeds, which),
      });
    }
  }
  return LatestResolver;
}

function chosen(dated: readonly DatedFeed[], types: readonly string[] | null): readonly DatedFeed[] {
  const undated = types?.find((type) => !dated.some(({ contract }) => contract.type === type));
  if (undated !== undefined)
    throw new HubError("FILTER_INVALID", {
      reason: `${undated} 没有日期，不能按日期列出`,
      reasonEn: `${undated} has no days to be listed by`,
    });
  return types === null ? dated : dated.filter(({ contract }) => types.includes(contract.type));
}

function toPlace(values: readonly unknown[]): LatestPlace {
  const [day, id] = values;
  const known = toComparable("date", day);
  if (typeof known !== "string" || !isRecordId(id)) throw new HubError("CURSOR_INVALID");
  return { day: known, id };
}
