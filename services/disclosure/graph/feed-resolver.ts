/** Feeds and releases: open to everyone. */
import {
  ANY_FEED_DIRECTIVE,
  Arg,
  Args,
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
  InLanguage,
  Int,
  LIST_SIZE,
  PageArguments,
  pageOf,
  readList,
  wholeListType,
  legalBasisOn,
  ObjectType,
  PROOF,
  provisionReference,
  publishedProvisions,
  Query,
  Resolver,
  Root,
  shanghaiDay,
  versionsOf,
  type EntityReference,
  type FeedContract,
  type Language,
  type ReadList,
  type WholeList,
  type SubgraphContext,
  writePlace,
} from "#kit";
import {
  countReleases,
  hubOf,
  listReleases,
  readEpoch,
  readPlace,
  readReleases,
  type Release,
  type ReleaseFilter,
} from "#kit/hub";
import {
  CodeWordType,
  codeWordsOf,
  LegalBasisType,
  ProvisionType,
  toLegalBasis,
  toProvision,
} from "./law-types.js";
import { dutiesOf } from "../duties/read/feed-duties.js";
import { FeedRhythm, rhythmOf, toRhythm } from "./rhythm.js";
import { hashesOf, proveRelease } from "./prove-release.js";
import { FeedColumnType, ReleaseProofType, ReleaseType } from "./types.js";

export const Department = departmentStub("disclosure");
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
  @Field(() => String, { description: describe("英文名称", "Title in English") }) get titleEn(): string {
    return this.contract.title.en;
  }
  @Field(() => String, { description: describe("说明", "Description") }) get description(): string {
    return this.contract.description.zh;
  }
  @Field(() => Department, { description: describe("牵头部门", "The department that answers for it") })
  get lead(): EntityReference {
    return { code: this.contract.lead };
  }
  @Field(() => FeedRhythm, { description: describe("报送周期", "How often it is due") })
  get rhythm(): string {
    return toRhythm(this.contract.due);
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
  @Field(() => Boolean, {
    description: describe(
      "各部门都可报送；否则只由牵头部门报送",
      "Every department may hand it in; else its lead alone",
    ),
  })
  get isOpenToAll(): boolean {
    return this.contract.submitters === "every-department";
  }
}

const FeedConnection = wholeListType("Feed", FeedType, { zh: "报送事项", en: "A feed" });
const ReleaseConnection = wholeListType("Release", ReleaseType, { zh: "发布", en: "A release" });
// A list may give nothing but its count, which a release changes as well.
Directive(ANY_FEED_DIRECTIVE)(ReleaseConnection);

@Resolver(() => FeedType)
export class FeedResolver {
  @Directive(LIST_SIZE)
  @Query(() => FeedConnection, { description: describe("所有报送事项", "All feeds") })
  feeds(
    @Args(() => PageArguments) pages: PageArguments,
    @Ctx() { contracts }: SubgraphContext,
  ): WholeList<FeedType> {
    return pageOfFeeds(contracts(), pages);
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
  async rhythmLabel(
    @Root() { contract }: FeedType,
    @InLanguage() language: Language,
    @Ctx() context: SubgraphContext,
  ): Promise<string> {
    return rhythmOf(contract.due, shanghaiDay(context.now()), await publishedProvisions(context), language);
  }

  @Directive(LIST_SIZE)
  @FieldResolver(() => ReleaseConnection, {
    description: describe("各次发布，新的在前", "Its releases, newest first"),
  })
  releases(
    @Root() { contract }: FeedType,
    @Args(() => PageArguments) pages: PageArguments,
    @Ctx() context: SubgraphContext,
  ): ReadList<ReleaseValue> {
    return releasesOf(context, { feeds: [contract.id], department: null }, pages);
  }
}

@Resolver(() => ReleaseType)
export class ReleaseResolver {
  @Directive(LIST_SIZE)
  @Query(() => ReleaseConnection, { description: describe("各次发布，新的在前", "Releases, newest first") })
  releases(
    @Arg("feeds", () => [ID], {
      nullable: true,
      description: describe("限于这些报送事项", "Only of these feeds"),
    })
    feeds: readonly string[] | null,
    @Args(() => PageArguments) pages: PageArguments,
    @Ctx() context: SubgraphContext,
  ): ReadList<ReleaseValue> {
    return releasesOf(context, { feeds: feeds ?? null, department: null }, pages);
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
  cursor(@Root() release: Pick<ReleaseValue, "id">, @Ctx() context: SubgraphContext): Promise<string> {
    return cursorOf(release, context);
  }

  @FieldResolver(() => String, {
    description: describe(
      "此次发布的记录的默克尔树的根（SHA-256），可自行重算",
      "Root of the Merkle tree of its records (SHA-256), which anybody can recompute",
    ),
  })
  async digest(@Root() { id }: Pick<ReleaseValue, "id">, @Ctx() context: SubgraphContext): Promise<string> {
    return (await hashesOf(Number(id), context)).digest;
  }

  @FieldResolver(() => String, {
    description: describe(
      "前一次发布的哈希；首次为64个0",
      "Hash of the release before; 64 zeros of the first",
    ),
  })
  async previousHash(
    @Root() { id }: Pick<ReleaseValue, "id">,
    @Ctx() context: SubgraphContext,
  ): Promise<string> {
    return (await hashesOf(Number(id), context)).previousHash;
  }

  @FieldResolver(() => String, {
    description: describe(
      "此次发布的哈希：公开日志中其条目的叶（SHA-256），可自行重算",
      "Its hash: the leaf of its entry in the public log (SHA-256), which anybody can recompute",
    ),
  })
  async hash(@Root() { id }: Pick<ReleaseValue, "id">, @Ctx() context: SubgraphContext): Promise<string> {
    return (await hashesOf(Number(id), context)).hash;
  }

  @Directive(PROOF)
  @FieldResolver(() => ReleaseProofType, {
    nullable: true,
    description: describe("证明：此次发布在公开日志中", "Proves that it is in the public log"),
  })
  proof(
    @Root() { id }: Pick<ReleaseValue, "id">,
    @Arg("from", () => Int, {
      nullable: true,
      description: describe("先前取得的日志的长度", "Size of the log as it was known before"),
    })
    from: number | null,
    @Ctx() context: SubgraphContext,
  ): Promise<ReleaseProofType> {
    return proveRelease(Number(id), from ?? null, context);
  }
}

@Resolver(() => Department)
export class DepartmentDisclosure {
  @Directive(LIST_SIZE)
  @FieldResolver(() => FeedConnection, {
    description: describe(
      "该部门牵头的、以及由它报送的报送事项（如双公示）",
      "The feeds that it answers for, and those that it hands in, such as double publicity",
    ),
  })
  async feeds(
    @Root() { code }: { readonly code: string },
    @Args(() => PageArguments) pages: PageArguments,
    @Ctx() context: SubgraphContext,
  ): Promise<WholeList<FeedType>> {
    return pageOfFeeds(
      (await dutiesOf(code, context)).map(({ contract }) => contract),
      pages,
    );
  }

  @Directive(LIST_SIZE)
  @FieldResolver(() => ReleaseConnection, {
    description: describe("该部门的各次发布，新的在前", "Its releases, newest first"),
  })
  releases(
    @Root() { code }: { readonly code: string },
    @Args(() => PageArguments) pages: PageArguments,
    @Ctx() context: SubgraphContext,
  ): ReadList<ReleaseValue> {
    return releasesOf(context, { feeds: null, department: code }, pages);
  }
}

/** A release with its entities by key; `feed` and `department` are fields of their own. */
export type ReleaseValue = Omit<Release, "feed" | "department" | "digest" | "previousHash" | "hash"> & {
  readonly id: string;
  readonly feedId: string;
  readonly departmentCode: string;
};

export function findFeed(id: string, { contracts }: Pick<SubgraphContext, "contracts">): FeedType | null {
  const contract = contracts().find((known) => known.id === id);
  return contract ? new FeedType(contract) : null;
}

export async function findRelease(id: string, context: SubgraphContext): Promise<ReleaseValue | null> {
  if (!/^[1-9]\d{0,8}$/.test(id)) return null;
  const [found] = await readReleases(hubOf(context).statements, [Number(id)]);
  return found ? toReleaseValue(found) : null;
}

/** Their cursors are those by which streams go on: `Release.cursor`. */
function releasesOf(
  context: SubgraphContext,
  filter: ReleaseFilter,
  pages: PageArguments,
): ReadList<ReleaseValue> {
  const { statements } = hubOf(context);
  return readList(pages, {
    placeOf: async (cursor) => readPlace(cursor, await epochOf(context)).release,
    cursorOf: (release) => cursorOf(release, context),
    read: async (from, newestFirst, first) =>
      (await listReleases(statements, filter, { from, newestFirst, first })).map(toReleaseValue),
    count: () => countReleases(statements, filter),
  });
}

async function cursorOf({ id }: Pick<ReleaseValue, "id">, context: SubgraphContext): Promise<string> {
  return writePlace({ epoch: await epochOf(context), release: Number(id), row: Infinity });
}

function pageOfFeeds(contracts: readonly FeedContract[], pages: PageArguments): WholeList<FeedType> {
  return pageOf(
    contracts.map((contract) => new FeedType(contract)),
    ({ id }) => id,
    pages,
  );
}

const epochs = new WeakMap<SubgraphContext, Promise<string>>();

/** Read once for a request, however many releases it lists. */
function epochOf(context: SubgraphContext): Promise<string> {
  const known = epochs.get(context) ?? readEpoch(hubOf(context).statements).then(({ epoch }) => epoch);
  epochs.set(context, known);
  return known;
}

/** What the hub's own chain says of it is nobody's else: its hashes are those of the public log. */
export function toReleaseValue(made: Release): ReleaseValue {
  const { feed, department, digest: _, previousHash: __, hash: ___, ...release } = made;
  return { ...release, id: String(release.number), feedId: feed, departmentCode: department };
}

function columnsOf({ columns }: FeedContract): readonly FeedColumnType[] {
  return Object.entries(columns).map(([field, column]) => ({
    field,
    header: column.zh,
    headerEn: column.en,
    code: column.code ?? null,
    kind: column.kind.toUpperCase(),
    isRequired: column.required,
    show: typeof column.show === "string" ? column.show.toUpperCase() : "MASKED",
    isIndexed: column.indexed ?? false,
    isFiles: column.files ?? false,
    maxLength: column.maxLength ?? null,
    unit: column.unit ?? null,
    example: column.example,
  }));
}
