/** `parties`: all enterprises and sole traders that published records speak of, found and listed. */
import {
  Args,
  ArgsType,
  cost,
  Ctx,
  describe,
  Directive,
  entityStub,
  Field,
  InputType,
  LIST_SIZE,
  PageArguments,
  Query,
  readCursor,
  readList,
  registerEnumType,
  Resolver,
  textFilter,
  wholeListType,
  writeCursor,
  type EntityReference,
  type ReadList,
  type SubgraphContext,
} from "#kit";
import { hubOf } from "#kit/hub";
import { PARTY } from "../index/index-feed.js";
import {
  countParties,
  PARTY_ORDERS,
  planParties,
  readParties,
  toPartyPlace,
  type PartyOrder,
  type PartyPlace,
  type PartyWhere,
} from "./list-parties.js";

/** In points: a name that many have is looked for through all of them. */
const FINDING = 50;

const PartyOrderEnum = Object.fromEntries(PARTY_ORDERS.map((order) => [order, order]));
registerEnumType(PartyOrderEnum, {
  name: "PartyOrder",
  description: describe("行政相对人的排序", "The orders of parties"),
  valuesConfig: {
    NAME_ASC: { description: describe("按名称升序", "By name") },
    NAME_DESC: { description: describe("按名称降序", "By name, downwards") },
    ID_ASC: { description: describe("按编号升序", "By identifier") },
    ID_DESC: { description: describe("按编号降序", "By identifier, downwards") },
  },
});

@InputType("NameFilter", {
  description: describe(
    "名称的比较条件，各项须同时满足；全角半角、大小写和标点不影响比较",
    "Comparisons of a name, all of which must hold, whatever its width, case and punctuation",
  ),
})
class NameFilter {
  @Field(() => String, { nullable: true, description: describe("以此开头", "Begins with this") })
  readonly startsWith?: string | null;
  @Field(() => String, {
    nullable: true,
    description: describe("包含此文字，至少2个字符", "Has this in it, two characters at least"),
  })
  readonly contains?: string | null;
}

@InputType("PartyWhere", {
  description: describe("行政相对人的筛选条件，各项须同时满足", "Conditions, all of which must hold"),
})
class PartyWhereInput {
  @Field(() => NameFilter, { nullable: true, description: describe("名称", "Name") })
  readonly name?: PartyWhere["name"];
  @Field(() => textFilter(), {
    nullable: true,
    description: describe("统一社会信用代码", "Unified social credit code"),
  })
  readonly unifiedSocialCreditCode?: PartyWhere["unifiedSocialCreditCode"];
}

@ArgsType()
class PartyArguments extends PageArguments {
  @Field(() => PartyWhereInput, { nullable: true }) readonly where?: PartyWhere | null;
  @Field(() => [PartyOrderEnum], { nullable: true }) readonly orderBy?: readonly PartyOrder[] | null;
}

// What it lists stands in the index, some seconds after a release at most: answers with it are not kept.
const PartyConnection = wholeListType<EntityReference>(PARTY, entityStub("search", PARTY, "id"), {
  zh: "行政相对人",
  en: "A party",
});

@Resolver()
export class PartiesResolver {
  @Directive(LIST_SIZE)
  @Directive(cost(FINDING))
  @Query(() => PartyConnection, {
    description: describe(
      "行政相对人：有公开记录的企业和个体工商户，默认按名称排序",
      "Enterprises and sole traders of which something is published, by name unless told",
    ),
  })
  parties(
    @Args(() => PartyArguments) { where, orderBy, ...pages }: PartyArguments,
    @Ctx() context: SubgraphContext,
  ): ReadList<EntityReference> {
    const plan = planParties(where ?? {}, orderBy ?? []);
    const { statements } = hubOf(context);
    const names = new Map<string, string>();
    return readList<EntityReference, PartyPlace>(pages, {
      placeOf: (cursor) => toPartyPlace(readCursor(plan.scope, 2, cursor)),
      cursorOf: ({ id = "" }) => writeCursor(plan.scope, [names.get(id) ?? "", id]),
      read: async (from, forward, size) => {
        const found = await readParties(statements.dear, context.contracts(), plan, { from, forward, size });
        for (const { id, name } of found) names.set(id, name);
        return found.map(({ id }) => ({ id }));
      },
      count: () => countParties(statements.dear, plan),
    });
  }
}
