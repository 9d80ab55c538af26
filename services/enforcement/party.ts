/**
 * 行政相对人: one enterprise or sole trader, everything about it. It is not stored: it is what the published records say of one `partyId`.
 * Natural persons are no parties: their records are never tied together.
 */
import { Arg, codeEnum, Ctx, describe, Directive, Field, ID, ObjectType, Query, Resolver, type FeedContract, type PublishedRecord, type SubgraphContext } from "#kit";
import { partyKinds } from "./code-lists.js";
import { inspectionResults } from "./feeds/inspection-results.js";
import { licences } from "./feeds/licences.js";
import { penalties } from "./feeds/penalties.js";

@ObjectType("Party", { description: describe("行政相对人：一家企业或个体工商户，按统一社会信用代码汇总", "A regulated enterprise or sole trader, by unified social credit code") })
@Directive('@key(fields: "id")')
export class Party {
  @Field(() => ID, { description: describe("编号：统一社会信用代码，或 reg: 加工商注册号", "Credit code, or reg: and the business registration number") })
  readonly id: string = "";

  @Field(() => String, { description: describe("名称，取最近一条记录", "Name in the latest record") })
  readonly name: string = "";

  @Field(() => String, { nullable: true, description: describe("统一社会信用代码", "Unified social credit code") })
  readonly unifiedSocialCreditCode: string | null = null;

  @Field(() => codeEnum(partyKinds), { nullable: true, description: describe("类别", "Kind of party") })
  readonly kind: string | null = null;
}

/** The feeds that speak of parties. */
const PARTY_FEEDS: readonly FeedContract[] = [licences, penalties, inspectionResults];

/** The party, or null when no published record speaks of it. One statement a feed, for one party or fifty. */
export async function findParty(id: string, { reader }: SubgraphContext): Promise<Party | null> {
  const records = await Promise.all(PARTY_FEEDS.map((feed) => reader.byField(feed, "partyId", id)));
  const record = records.find((found): found is PublishedRecord => found !== null);
  if (!record) return null;
  const kind = records.map((found) => found?.["partyKind"]).find((value) => typeof value === "string");
  return { id, name: String(record["partyName"]), unifiedSocialCreditCode: id.startsWith("reg:") ? null : id, kind: kind ?? null };
}

@Resolver()
export class PartyResolver {
  @Query(() => Party, { nullable: true, description: describe("一个行政相对人；没有公示过则为空", "One party, or null when nothing about it is published") })
  party(@Arg("id", () => ID, { description: describe("统一社会信用代码，或 reg: 加工商注册号", "Credit code, or reg: and the registration number") }) id: string, @Ctx() context: SubgraphContext): Promise<Party | null> {
    return findParty(id, context);
  }
}
