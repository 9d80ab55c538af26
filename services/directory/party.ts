/**
 * 行政相对人: one enterprise or sole trader, everything about it. It is not stored: it is there when published
 * records of any department speak of it. Natural persons are no parties: their records are never tied
 * together.
 */
import {
  ANY_FEED_DIRECTIVE,
  Arg,
  Ctx,
  describe,
  Directive,
  Field,
  ID,
  ObjectType,
  Query,
  Resolver,
  type SubgraphContext,
} from "#kit";

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

@Resolver()
export class PartyResolver {
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
