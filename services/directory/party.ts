/**
 * 行政相对人: one enterprise or sole trader, everything about it. It is not stored: it is there when published
 * records of any department speak of it. Natural persons are no parties: their records are never tied
 * together.
 */
import {
  ANY_FEED_DIRECTIVE,
  Arg,
  assumedSize,
  cost,
  Ctx,
  describe,
  Directive,
  entityStub,
  Field,
  FieldResolver,
  ID,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
  type EntityReference,
  type SubgraphContext,
} from "#kit";

const Feed = entityStub("directory", "Feed", "id");
/** In points: its records are counted in each feed, by an index. */
const COUNTING = 4;

@ObjectType("Party", {
  description: describe(
    "行政相对人：一家企业或个体工商户，按统一社会信用代码汇总",
    "A regulated enterprise or sole trader, by unified social credit code",
  ),
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
@Directive(ANY_FEED_DIRECTIVE)
export class Party {
  @Field(() => ID, {
    description: describe(
      "编号：统一社会信用代码，或“reg:”后接工商注册号",
      "Credit code, or reg: and the business registration number",
    ),
  })
  readonly id: string = "";

  @Field(() => String, {
    description: describe("名称，取自最近发布的记录", "Name in the records released last"),
  })
  readonly name: string = "";

  @Field(() => String, {
    nullable: true,
    description: describe("统一社会信用代码", "Unified social credit code"),
  })
  readonly unifiedSocialCreditCode: string | null = null;
}

/** The party, or null when no published record speaks of it. One statement, for one party or fifty. */
export async function findParty(id: string, { reader, contracts }: SubgraphContext): Promise<Party | null> {
  const name = await reader.nameOf(contracts(), "Party", id);
  return name === null ? null : { id, name, unifiedSocialCreditCode: id.startsWith("reg:") ? null : id };
}

@Directive(ANY_FEED_DIRECTIVE)
@ObjectType("PartyRecordCount", {
  description: describe("一个报送事项中某行政相对人的记录数", "How many records of a feed speak of a party"),
  simpleResolvers: true,
})
class PartyRecordCount {
  @Field(() => Feed, { description: describe("报送事项", "The feed") }) readonly feed: EntityReference = {};
  @Field(() => Int, { description: describe("记录数", "How many") }) readonly count: number = 0;
}

@Resolver(() => Party)
export class PartyResolver {
  @Directive(cost(COUNTING))
  @FieldResolver(() => Int, {
    description: describe("各部门公开的有关记录数", "How many published records speak of it"),
  })
  async recordCount(@Root() { id }: Party, @Ctx() { reader, contracts }: SubgraphContext): Promise<number> {
    return (await reader.recordsOf(contracts(), "Party", id)).reduce((sum, { count }) => sum + count, 0);
  }

  @Directive(cost(COUNTING))
  @Directive(assumedSize(10))
  @FieldResolver(() => [PartyRecordCount], {
    description: describe(
      "各报送事项中的记录数，多的在前",
      "How many records of each feed speak of it, the most first",
    ),
  })
  async recordCounts(
    @Root() { id }: Party,
    @Ctx() { reader, contracts }: SubgraphContext,
  ): Promise<readonly PartyRecordCount[]> {
    return (await reader.recordsOf(contracts(), "Party", id)).map(({ contract, count }) => ({
      feed: { id: contract.id },
      count,
    }));
  }

  @Query(() => Party, {
    nullable: true,
    description: describe(
      "一个行政相对人；没有公示过则为空",
      "One party, or null when nothing about it is published",
    ),
  })
  party(
    @Arg("id", () => ID, {
      description: describe(
        "统一社会信用代码，或“reg:”后接工商注册号",
        "Credit code, or reg: and the registration number",
      ),
    })
    id: string,
    @Ctx() context: SubgraphContext,
  ): Promise<Party | null> {
    return findParty(id, context);
  }
}
