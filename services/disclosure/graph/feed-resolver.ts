/** Feeds and releases: open to everyone. */
import {
  Arg,
  assumedSize,
  basesOf,
  Ctx,
  departmentStub,
  describe,
  Directive,
  feedDirective,
  Field,
  FieldResolver,
  ID,
  Int,
  legalBasisOn,
  ObjectType,
  provisionOn,
  provisionReference,
  publishedProvisions,
  Query,
  Resolver,
  Root,
  shanghaiDay,
  versionsOf,
  type DueRule,
  type EntityReference,
  type FeedContract,
  type Provision,
  type RowContext,
  type SubgraphContext,
  writePlace,
} from "#kit";
import { hubOf, listReleases, readEpoch, readReleases, type Release } from "#kit/hub";
import { HubError } from "#schema/errors.js";
import {
  CodeWordType,
  codeWordsOf,
  LegalBasisType,
  ProvisionType,
  toLegalBasis,
  toProvision,
} from "./law-types.js";
import { FeedColumnType, ReleaseType } from "./types.js";

export const Department = departmentStub("disclosure");
const MOST = 100;
const PROVISION_CHANGES = feedDirective({ id: provisionReference.feed });

@ObjectType("Feed", {
  description: describe("报送事项：报送内容、报送部门和报送周期", "What is handed in, by whom, how often"),
})
@Directive('@key(fields: "id")')
export class FeedType {
  readonly contract: FeedContract;
  constructor(contract: FeedContract) {
    this.contract = contract;
  }

  @Field(() => ID, { description: describe("编号", "Identifier") }) get id(): string {
    return this.contract.id;
  }
  @Field(() => String, { description: describe("名称", "Title") }) get title(): string {
    return this.contract.title.zh;
  }
  @Field(() => String, { description: describe("英文名称", "Title in English") }) get titleEnglish(): string {
    return this.contract.title.en;
  }
  @Field(() => String, { description: describe("说明", "Description") }) get description(): string {
    return this.contract.description.zh;
  }
  @Field(() => Department, { description: describe("牵头部门", "The department that answers for it") })
  get lead(): EntityReference {
    return { code: this.contract.lead };
  }
  @Field(() => String, { description: describe("标准版本", "Edition of the standard") })
  get edition(): string {
    return this.contract.edition;
  }
  @Directive(assumedSize(20))
  @Field(() => [FeedColumnType], { description: describe("各列", "Its columns") })
  get columns(): readonly FeedColumnType[] {
    return columnsOf(this.contract);
  }
  @Field(() => String, { description: describe("填报模板的地址", "Path of the form to fill in") })
  get template(): string {
    return `/intake/${this.contract.id}/template.xlsx`;
  }
}

@Resolver(() => FeedType)
export class FeedResolver {
  @Directive(assumedSize(60))
  @Query(() => [FeedType], { description: describe("所有报送事项", "All feeds") })
  feeds(@Ctx() { contracts }: SubgraphContext): readonly FeedType[] {
    return contracts().map((contract) => new FeedType(contract));
  }

  @Query(() => FeedType, { nullable: true, description: describe("一个报送事项", "One feed") })
  feed(
    @Arg("id", () => ID, { description: describe("编号", "Identifier") }) id: string,
    @Ctx() context: SubgraphContext,
  ): FeedType | null {
    return findFeed(id, context);
  }

  @Directive(assumedSize(2))
  @Directive(PROVISION_CHANGES)
  @FieldResolver(() => [ProvisionType], {
    description: describe(
      "按日期适用的规则参数，含已发布的调整",
      "The numbers of the law by date, with the changes that are published",
    ),
  })
  async provisions(
    @Root() { contract }: FeedType,
    @Ctx() context: SubgraphContext,
  ): Promise<readonly ProvisionType[]> {
    const published = await publishedProvisions(context);
    return contract.provisions.map((provision) => toProvision(provision, versionsOf(provision, published)));
  }

  @Directive(PROVISION_CHANGES)
  @FieldResolver(() => String, { description: describe("现行依据", "Legal basis in force today") })
  async legalBasis(@Root() { contract }: FeedType, @Ctx() context: SubgraphContext): Promise<string> {
    return legalBasisOn(contract, shanghaiDay(context.now()), await publishedProvisions(context));
  }

  @Directive(assumedSize(4))
  @Directive(PROVISION_CHANGES)
  @FieldResolver(() => [LegalBasisType], {
    description: describe(
      "全部依据，含已失效的和已发布的调整",
      "All its bases, with those no longer in force and what is published of them",
    ),
  })
  async legalBases(
    @Root() { contract }: FeedType,
    @Ctx() context: SubgraphContext,
  ): Promise<readonly LegalBasisType[]> {
    return basesOf(contract, await publishedProvisions(context)).map(toLegalBasis);
  }

  @Directive(assumedSize(60))
  @Directive(PROVISION_CHANGES)
  @FieldResolver(() => [CodeWordType], {
    description: describe(
      "各代码表的用语，含已发布的补充",
      "The words of its code lists, with those that are published",
    ),
  })
  async words(
    @Root() { contract }: FeedType,
    @Ctx() context: SubgraphContext,
  ): Promise<readonly CodeWordType[]> {
    return codeWordsOf(contract, await publishedProvisions(context));
  }

  @Directive(PROVISION_CHANGES)
  @FieldResolver(() => String, { description: describe("现行报送时限", "When it is due, as of today") })
  async rhythm(@Root() { contract }: FeedType, @Ctx() context: SubgraphContext): Promise<string> {
    return rhythmOf(contract.due, shanghaiDay(context.now()), await publishedProvisions(context));
  }

  @FieldResolver(() => [ReleaseType], {
    description: describe("最近的发布，新的在前", "Its latest releases, newest first"),
  })
  releases(
    @Root() { contract }: FeedType,
    @Arg("first", () => Int, { defaultValue: 10, description: describe("条数", "How many") }) first: number,
    @Ctx() context: SubgraphContext,
  ): Promise<readonly object[]> {
    return latest(context, { feeds: [contract.id], department: null, before: null, first });
  }
}

@Resolver(() => ReleaseType)
export class ReleaseResolver {
  @Query(() => [ReleaseType], {
    description: describe(
      "各次发布，新的在前；before 为发布编号，取其之前的",
      "Releases, newest first, from before the number `before`",
    ),
  })
  releases(
    @Arg("feeds", () => [ID], {
      nullable: true,
      description: describe("限于这些报送事项", "Only of these feeds"),
    })
    feeds: readonly string[] | null,
    @Arg("first", () => Int, { defaultValue: 20, description: describe("条数", "How many") }) first: number,
    @Arg("before", () => Int, { nullable: true, description: describe("此编号之前", "Before this number") })
    before: number | null,
    @Ctx() context: SubgraphContext,
  ): Promise<readonly object[]> {
    return latest(context, { feeds: feeds ?? null, department: null, before: before ?? null, first });
  }

  @Query(() => ReleaseType, { nullable: true, description: describe("一次发布", "One release") })
  release(
    @Arg("id", () => ID, { description: describe("编号", "Its number") }) id: string,
    @Ctx() context: SubgraphContext,
  ): Promise<object | null> {
    return findRelease(id, context);
  }

  @FieldResolver(() => String, {
    description: describe(
      "游标：订阅时填入 after，从此次发布之后继续",
      "Cursor: a subscription goes on after this release with it as `after`",
    ),
  })
  async cursor(@Root() { number }: ReleaseValue, @Ctx() context: SubgraphContext): Promise<string> {
    return writePlace({ epoch: await epochOf(context), release: number, row: Infinity });
  }

  @FieldResolver(() => FeedType, { nullable: true, description: describe("报送事项", "The feed") })
  feed(@Root() { feedId }: ReleaseValue, @Ctx() context: SubgraphContext): FeedType | null {
    return findFeed(feedId, context);
  }

  @FieldResolver(() => Department, { description: describe("报送部门", "The department that handed it in") })
  department(@Root() { departmentCode }: ReleaseValue): EntityReference {
    return { code: departmentCode };
  }
}

@Resolver(() => Department)
export class DepartmentDisclosure {
  @FieldResolver(() => [FeedType], {
    description: describe("该部门牵头的报送事项", "The feeds that it answers for"),
  })
  feeds(
    @Root() { code }: { readonly code: string },
    @Ctx() { contracts }: SubgraphContext,
  ): readonly FeedType[] {
    return contracts()
      .filter(({ lead }) => lead === code)
      .map((contract) => new FeedType(contract));
  }

  @FieldResolver(() => [ReleaseType], {
    description: describe("该部门最近的发布，新的在前", "Its latest releases, newest first"),
  })
  releases(
    @Root() { code }: { readonly code: string },
    @Arg("first", () => Int, { defaultValue: 10, description: describe("条数", "How many") }) first: number,
    @Ctx() context: SubgraphContext,
  ): Promise<readonly object[]> {
    return latest(context, { feeds: null, department: code, before: null, first });
  }
}

/** A release with its entities by key; `feed` and `department` are fields of their own. */
export type ReleaseValue = Omit<Release, "feed" | "department"> & {
  readonly id: string;
  readonly feedId: string;
  readonly departmentCode: string;
};

export function findFeed(id: string, { contracts }: SubgraphContext): FeedType | null {
  const contract = contracts().find((known) => known.id === id);
  return contract ? new FeedType(contract) : null;
}

export async function findRelease(id: string, context: SubgraphContext): Promise<ReleaseValue | null> {
  if (!/^[1-9]\d{0,8}$/.test(id)) return null;
  const [found] = await readReleases(hubOf(context).statements, [Number(id)]);
  return found ? toReleaseValue(found) : null;
}

async function latest(
  context: SubgraphContext,
  options: Parameters<typeof listReleases>[1],
): Promise<readonly ReleaseValue[]> {
  const { first } = options;
  if (first < 0 || first > MOST)
    throw new HubError("PAGE_ARGUMENTS", {
      reason: `first 应为0至${MOST}`,
      reasonEn: `first is between 0 and ${MOST}`,
    });
  return (await listReleases(hubOf(context).statements, options)).map(toReleaseValue);
}

const epochs = new WeakMap<SubgraphContext, Promise<string>>();

/** Read once for a request, however many releases it lists. */
function epochOf(context: SubgraphContext): Promise<string> {
  const known = epochs.get(context) ?? readEpoch(hubOf(context).statements).then(({ epoch }) => epoch);
  epochs.set(context, known);
  return known;
}

export function toReleaseValue({ feed, department, ...release }: Release): ReleaseValue {
  return { ...release, id: String(release.number), feedId: feed, departmentCode: department };
}

function rhythmOf(due: DueRule, today: string, published: Pick<RowContext, "rows">): string {
  const now = <Name extends string>(deadline: Provision<Name>): Readonly<Record<Name, number>> =>
    provisionOn(deadline, today, published).values;
  switch (due.kind) {
    case "working-days":
      return `${now(due.deadline).days}个工作日内`;
    case "monthly":
      return `次月第${now(due.deadline).workingDay}个工作日前`;
    case "quarterly":
      return `季后第${now(due.deadline).workingDay}个工作日前`;
    case "yearly":
      return `每年${now(due.deadline).month}月${now(due.deadline).day}日前`;
    case "school-year":
      return `每学年${now(due.deadline).month}月${now(due.deadline).day}日前`;
    case "on-change":
      return "变更时";
  }
}

function columnsOf({ columns }: FeedContract): readonly FeedColumnType[] {
  return Object.entries(columns).map(([field, column]) => ({
    field,
    header: column.zh,
    english: column.en,
    code: column.code ?? null,
    kind: column.kind,
    required: column.required,
    show: typeof column.show === "string" ? column.show : "masked",
    indexed: column.indexed ?? false,
    maxLength: column.maxLength ?? null,
    unit: column.unit ?? null,
    example: column.example,
  }));
}
