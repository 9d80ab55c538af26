/** `notPublic`: what is not public, and why. Counts for everybody; decisions for their department. */
import {
  Arg,
  assumedSize,
  cost,
  Ctx,
  describe,
  Directive,
  FieldResolver,
  InLanguage,
  Int,
  objectType,
  provisionOn,
  publishedProvisions,
  Query,
  Resolver,
  Root,
  shanghaiDay,
  smallCells,
  workingDaysIn,
  type FeedContract,
  type Language,
  type SubgraphContext,
} from "#kit";
import { hubOf } from "#kit/hub";
import { demandSome } from "#schema/access.js";
import { tagged } from "#schema/tags.js";
import { hiddenColumns, type HiddenColumn } from "../not-public/columns.js";
import {
  countDecisions,
  DECISION_FEEDS,
  listOpen,
  type AskedKind,
  type DecisionCount,
  type OpenDecision,
} from "../not-public/decisions.js";
import { countWithheld, readShares, type ShareOfYear, type WithheldCount } from "../not-public/documents.js";
import { countRefused, countRemoved, type RefusedCount, type RemovedCount } from "../not-public/removed.js";
import {
  countRefusedRequests,
  countRequests,
  type RefusedRequestCount,
  type RequestCount,
} from "../not-public/requests.js";
import { countSuppressed, type SuppressedCount } from "../not-public/suppressed.js";
import { FeedType, findFeed } from "./feed-resolver.js";
import {
  DecisionCountType,
  HiddenColumnType,
  OpenDecisionType,
  RefusedCountType,
  RefusedRequestCountType,
  RemovedCountType,
  RequestCountType,
  ShareOfYearType,
  SuppressedCountType,
  WithheldCountType,
  type Shown,
} from "./not-public-types.js";

/** In points: all of a register is counted. */
const A_COUNT = 100;
/** In points: records of many feeds are counted. */
const MANY_COUNTS = 300;
const MOST_PERIODS = 24;
const MOST_OPEN = 200;

/** What it is asked of: one department, or null for all. */
interface Scope {
  readonly only: string | null;
}

const NotPublic = objectType<Scope>(
  "NotPublic",
  describe("不公开的有哪些，为什么", "What is not public, and why"),
);

@Resolver(() => NotPublic)
export class NotPublicResolver {
  @Query(() => NotPublic, {
    description: describe(
      "不公开的有哪些，为什么：目录、列、过少的人数、停止公开的记录，只有件数",
      "What is not public, and why: the register, columns, figures of few, what was withdrawn; counts alone",
    ),
  })
  notPublic(
    @Arg("department", () => String, {
      nullable: true,
      description: describe("限于这个部门", "Only of this department"),
    })
    department: string | null,
  ): Scope {
    return { only: department ?? null };
  }

  @Directive(cost(A_COUNT))
  @Directive(assumedSize(100))
  @FieldResolver(() => [WithheldCountType], {
    description: describe("不公开信息目录，按部门和依据", "The register of what is not public, by ground"),
  })
  async documents(
    @Root() { only }: Scope,
    @Ctx() context: SubgraphContext,
  ): Promise<readonly Shown<WithheldCount>[]> {
    return (await countWithheld(hubOf(context).statements.dear, only)).map(ofDepartment);
  }

  @Directive(cost(A_COUNT))
  @Directive(assumedSize(10))
  @FieldResolver(() => [ShareOfYearType], {
    description: describe(
      "各年的主动公开占比和定期审查，近年在前",
      "Each year's share of what is public, and its reviews, the latest first",
    ),
  })
  async shares(
    @Root() { only }: Scope,
    @Ctx() context: SubgraphContext,
  ): Promise<readonly (ShareOfYear & { readonly share: number | null })[]> {
    const documents = contractOf("policy.documents", context);
    if (!documents) return [];
    const years = await readShares(hubOf(context).statements.dear, documents, only);
    return years.map((year) => {
      const all = year.published + year.withheld;
      return { ...year, share: all === 0 ? null : year.published / all };
    });
  }

  @Directive(assumedSize(60))
  @FieldResolver(() => [HiddenColumnType], {
    description: describe(
      "报送而不公开、或者处理后公开的列；部门不影响",
      "Columns that are handed in and hidden; the same whatever department is asked of",
    ),
  })
  columns(@Ctx() { contracts }: SubgraphContext): readonly HiddenColumn[] {
    return hiddenColumns(contracts());
  }

  @Directive(cost(MANY_COUNTS))
  @Directive(assumedSize(60))
  @FieldResolver(() => [SuppressedCountType], {
    description: describe(
      `因人数过少而不公开的数，按数据集和时期，各数据集最近${MOST_PERIODS}期`,
      `Figures hidden since they are of few, by feed and period, the last ${MOST_PERIODS} of each`,
    ),
  })
  async suppressedFigures(
    @Root() { only }: Scope,
    @Ctx() context: SubgraphContext,
  ): Promise<readonly Shown<SuppressedCount>[]> {
    const { dear } = hubOf(context).statements;
    const counts = await Promise.all(
      context
        .contracts()
        .map((contract) => countSuppressed(dear, contract, { department: only, most: MOST_PERIODS })),
    );
    return counts.flat().map((count) => ofFeed(count, context));
  }

  @Directive(cost(A_COUNT))
  @Directive(assumedSize(50))
  @FieldResolver(() => [RemovedCountType], {
    description: describe(
      "曾经公开、依法停止公开的记录数，近年在前",
      "How many records were withdrawn by law or ran out, the latest year first",
    ),
  })
  async removals(
    @Root() { only }: Scope,
    @Ctx() context: SubgraphContext,
  ): Promise<readonly Shown<RemovedCount>[]> {
    const counts = await countRemoved(hubOf(context).statements.dear, only);
    return counts.map((count) => ofFeed(ofDepartment(count), context));
  }

  @Directive(cost(A_COUNT))
  @Directive(assumedSize(50))
  @FieldResolver(() => [RefusedCountType], {
    description: describe(
      "发布前未获通过的报送，近年在前",
      "Files that were refused before their release, the latest year first",
    ),
  })
  async refusals(
    @Root() { only }: Scope,
    @Ctx() context: SubgraphContext,
  ): Promise<readonly Shown<RefusedCount>[]> {
    const counts = await countRefused(hubOf(context).statements.dear, only);
    return counts.map((count) => ofFeed(ofDepartment(count), context));
  }

  @Directive(cost(A_COUNT))
  @Directive(assumedSize(50))
  @FieldResolver(() => [RefusedRequestCountType], {
    description: describe(
      "没有全部公开的依申请公开，按部门、年份、办理结果和依据，近年在前",
      "Requests of which not all was public, by outcome and ground, the latest year first",
    ),
  })
  async refusedRequests(
    @Root() { only }: Scope,
    @Ctx() context: SubgraphContext,
  ): Promise<readonly Shown<RefusedRequestCount>[]> {
    const { dear } = hubOf(context).statements;
    const { fewestShown } = (await ruleOf(null, context)).values;
    return (await countRefusedRequests(dear, { department: only, fewestShown })).map(ofDepartment);
  }

  @Directive(cost(A_COUNT))
  @Directive(assumedSize(20))
  @FieldResolver(() => [RequestCountType], {
    description: describe(
      "收到的依申请公开是否按期答复（条例第三十三条），近年在前",
      "Requests that came, and whether they were answered in time, the latest year first",
    ),
  })
  async requests(
    @Root() { only }: Scope,
    @Ctx() context: SubgraphContext,
  ): Promise<readonly Shown<RequestCount>[]> {
    const scope = { department: only, today: shanghaiDay(context.now()) };
    return (await countRequests(hubOf(context).statements.dear, scope)).map(ofDepartment);
  }

  @Directive(cost(MANY_COUNTS))
  @Directive(assumedSize(50))
  @FieldResolver(() => [DecisionCountType], {
    description: describe(
      "部门登记的决定与公开过的决定，近年在前",
      "Decisions of departments' registers, and those that were published, the latest year first",
    ),
  })
  async decisions(
    @Root() { only }: Scope,
    @Ctx() context: SubgraphContext,
  ): Promise<readonly Shown<DecisionCount>[]> {
    const { dear } = hubOf(context).statements;
    const kinds = await askedKinds(context);
    const counts = await Promise.all(kinds.map((kind) => countDecisions(dear, kind, only)));
    return counts.flat().map(ofDepartment);
  }
}

@Resolver(() => HiddenColumnType)
export class HiddenColumnResolver {
  @FieldResolver(() => FeedType, { nullable: true, description: describe("报送事项", "Feed") })
  feed(@Root() { feed }: HiddenColumn, @Ctx() context: SubgraphContext): FeedType | null {
    return findFeed(feed, context);
  }

  @FieldResolver(() => String, { description: describe("列名", "Name of the column") })
  header(@Root() { header }: HiddenColumn, @InLanguage() language: Language): string {
    return language === "EN" ? header.en : header.zh;
  }

  @FieldResolver(() => String, { description: describe("不公开什么，为什么", "What is hidden, and why") })
  note(@Root() { note }: HiddenColumn, @InLanguage() language: Language): string {
    return language === "EN" ? note.en : note.zh;
  }
}

@Resolver(() => SuppressedCountType)
export class SuppressedCountResolver {
  @FieldResolver(() => Int, {
    description: describe("现行的最低公开人数", "The fewest persons that are shown now"),
  })
  async fewestShown(
    @Root() { feed }: Shown<SuppressedCount>,
    @Ctx() context: SubgraphContext,
  ): Promise<number> {
    return (await ruleOf(feed, context)).values.fewestShown;
  }

  @FieldResolver(() => String, { description: describe("出处", "Where the rule stands") })
  async basis(@Root() { feed }: Shown<SuppressedCount>, @Ctx() context: SubgraphContext): Promise<string> {
    return (await ruleOf(feed, context)).basis;
  }
}

@Resolver(() => OpenDecisionType)
export class OpenDecisionResolver {
  @Directive(tagged("internal"))
  @Directive(cost(MANY_COUNTS))
  @Directive(assumedSize(20))
  @Query(() => [OpenDecisionType], {
    description: describe(
      `登记了、已过时限而没有公开过的决定，每种最多${MOST_OPEN}件，早的在前（限本部门人员和督查员）`,
      `Decisions of the register never published, ${MOST_OPEN} of a kind at most; needs a role in the department, or the supervisor's`,
    ),
  })
  async openDecisions(
    @Arg("department", () => String, {
      nullable: true,
      description: describe("限于这个部门", "Only of this department"),
    })
    department: string | null,
    @Ctx() context: SubgraphContext,
  ): Promise<readonly Shown<OpenDecision>[]> {
    const { department: own } = demandSome(context.caller, "submission.see");
    const scope = { department: own ?? department ?? null, most: MOST_OPEN };
    const kinds = await askedKinds(context);
    const found = await Promise.all(
      kinds.map((kind) => listOpen(hubOf(context).statements.dear, kind, scope)),
    );
    return found.flat().map(ofDepartment);
  }
}

function ofDepartment<T extends { readonly department: string }>({ department, ...count }: T) {
  return { ...count, department: { code: department } };
}

function ofFeed<T extends { readonly feed: string }>({ feed, ...count }: T, context: SubgraphContext) {
  return { ...count, feed: findFeed(feed, context) };
}

function contractOf(id: string, { contracts }: SubgraphContext): FeedContract | null {
  return contracts().find((contract) => contract.id === id) ?? null;
}

/** How few are hidden of a feed today, published changes included. */
async function ruleOf(feed: FeedType | null, context: SubgraphContext) {
  const rule = (feed && contractOf(feed.id, context)?.smallCells) ?? smallCells;
  return provisionOn(rule, shanghaiDay(context.now()), await publishedProvisions(context));
}

/** The kinds of decisions that this hub publishes, each with the day up to which its deadline is over. */
async function askedKinds(context: SubgraphContext): Promise<readonly AskedKind[]> {
  const published = await publishedProvisions(context);
  const today = shanghaiDay(context.now());
  const calendar = workingDaysIn(published);
  return DECISION_FEEDS.flatMap(({ kind, feed }): readonly AskedKind[] => {
    const contract = contractOf(feed, context);
    if (!contract || contract.due.kind !== "working-days") return [];
    const { days } = provisionOn(contract.due.deadline, today, published).values;
    return [{ kind, contract, decidedUntil: calendar.subtract(today, days + 1) }];
  });
}
