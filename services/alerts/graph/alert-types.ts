/**
 * The types of standing queries. Which records one may match follows from the feeds, so they are made for the
 * feeds that there are.
 */
import {
  createUnionType,
  CURSOR,
  DateScalar,
  DateTimeScalar,
  describe,
  entityStub,
  Field,
  ID,
  InputType,
  Int,
  ObjectType,
  objectType,
  registerEnumType,
  releaseStub,
  storedFields,
  wholeListType,
  type ClassType,
  type CodeList,
  type EntityReference,
  type FeedContract,
} from "#kit";
import { MOST_VALUES } from "../query/criteria.js";

export type MatchRecord = EntityReference & { readonly __typename: string };

export function alertTypes(contracts: readonly FeedContract[]) {
  const PersonKind = personKinds(contracts);
  const Release = releaseStub("alerts");
  const Feed = entityStub("alerts", "Feed", "id");
  const records = contracts.map(({ type }) => entityStub("alerts", type, "id"));
  const StandingQueryRecord = createUnionType({
    name: "StandingQueryRecord",
    description: describe("符合订阅推送条件的记录", "A record that a standing query wants"),
    types: () => records,
    resolveType: ({ __typename: type }) => type,
  });
  const texts = {
    title: describe(
      "名称，最多100个字符，用作 Atom 的标题",
      "A name, at most 100 characters: the title of its Atom feed",
    ),
    parties: describe("主体编号（统一社会信用代码）", "Identifiers of parties: credit codes"),
    areas: describe("区划代码，含其下属区划", "Codes of areas, with all that lies in them"),
    persons: describe(
      "记录涉及的人群；“不限”的记录也符合",
      "Kinds of person that a record concerns; what is for everyone matches as well",
    ),
    departments: describe("报送部门的编码", "Codes of departments that publish"),
    feeds: describe("报送事项编号", "Identifiers of feeds"),
    hasReminders: describe(
      "是否同时接收所填部门的公开任务提醒（从 Atom 和网络回调），默认不接收",
      "Whether reminders of the departments' duties come as well, by Atom and webhook; not unless told",
    ),
    words: describe(
      "关键词，用空格隔开的须同时满足，与 search 相同（但不容错），最多100个字符",
      "Words as in `search`, all of which must be there, without allowance for mistakes; at most 100 characters",
    ),
  };
  const oneOf = (text: string): string =>
    `${text}\n${describe(`满足其一即可，最多${MOST_VALUES}个`, `One of them is enough; at most ${MOST_VALUES}`)}`;

  @InputType("StandingQueryInput", {
    description: describe(
      "订阅推送的条件；各项须同时满足，至少一项",
      "What is asked for: all conditions must be met, and there must be one",
    ),
  })
  class StandingQueryInput {
    @Field(() => String, { nullable: true, description: texts.title }) readonly title?: string | null;
    @Field(() => [ID], { nullable: true, description: oneOf(texts.parties) }) readonly parties?:
      | readonly string[]
      | null;
    @Field(() => [String], { nullable: true, description: oneOf(texts.areas) }) readonly areas?:
      | readonly string[]
      | null;
    @Field(() => [PersonKind], { nullable: true, description: oneOf(texts.persons) }) readonly persons?:
      | readonly string[]
      | null;
    @Field(() => [String], { nullable: true, description: oneOf(texts.departments) }) readonly departments?:
      | readonly string[]
      | null;
    @Field(() => [ID], { nullable: true, description: oneOf(texts.feeds) }) readonly feeds?:
      | readonly string[]
      | null;
    @Field(() => String, { nullable: true, description: texts.words }) readonly words?: string | null;
    @Field(() => Boolean, { nullable: true, description: texts.hasReminders }) readonly hasReminders?:
      | boolean
      | null;
    @Field(() => String, {
      nullable: true,
      description: describe(
        "网络回调地址（https）；须先响应验证请求，见 PROTOCOL.md",
        "URL of a webhook (https), which must answer a challenge first: PROTOCOL.md",
      ),
    })
    readonly webhook?: string | null;
  }

  const StandingQueryCriteria = objectType(
    "StandingQueryCriteria",
    describe("订阅推送的条件", "What a standing query asks for"),
  );
  for (const [name, type] of [
    ["parties", ID],
    ["areas", String],
    ["persons", PersonKind],
    ["departments", String],
    ["feeds", ID],
    ["words", String],
  ] as const) {
    Field(() => [type], { nullable: true, description: texts[name] })(StandingQueryCriteria.prototype, name);
  }

  @ObjectType("StandingQueryMatch", {
    description: describe("一次发布中符合条件的一条记录", "A record that a release added to the answer"),
    simpleResolvers: true,
  })
  class StandingQueryMatch {
    @Field(() => String, { description: CURSOR }) readonly cursor: string = "";
    @Field(() => Release, { description: describe("发布", "The release") })
    readonly release: EntityReference = {};
    @Field(() => Feed, { description: describe("报送事项", "The feed") }) readonly feed: EntityReference = {};
    @Field(() => Boolean, {
      description: describe("此前已公开，这次是更正", "It was public before, and this corrects it"),
    })
    readonly isCorrection: boolean = false;
    @Field(() => String, { description: describe("标题", "Its title") }) readonly title: string = "";
    @Field(() => DateScalar, {
      nullable: true,
      description: describe(
        "记录的日期；没有日期的（如学校）为空",
        "Its day; null for what has none, such as a school",
      ),
    })
    readonly day: string | null = null;
    @Field(() => StandingQueryRecord, { nullable: true, description: describe("记录", "The record") })
    readonly record: MatchRecord | null = null;
  }

  const StandingQueryMatchConnection = wholeListType("StandingQueryMatch", StandingQueryMatch, {
    zh: "符合条件的记录",
    en: "A record that matched",
  });

  @ObjectType("StandingQueryMatched", {
    description: describe("订阅推送有新的内容", "Something that a release added to the answer"),
    simpleResolvers: true,
  })
  class StandingQueryMatched {
    @Field(() => String, { description: CURSOR }) readonly cursor: string = "";
    @Field(() => Int, {
      description: describe(
        "这次发布中符合条件的共有几条；超过1000条的只推送前1000条",
        "How many records of the release match; of more than 1,000 the first 1,000 come",
      ),
    })
    readonly total: number = 0;
    @Field(() => StandingQueryMatch, { description: describe("记录", "What matched") })
    readonly match: StandingQueryMatch = new StandingQueryMatch();
  }

  const { StandingQueryDelivery, StandingQueryWebhook } = webhookTypes(Release);
  const StandingQuery = objectType(
    "StandingQuery",
    describe(
      "订阅推送：保存的条件，新发布的记录符合时推送",
      "A standing query: what releases add to its answer is told",
    ),
  );
  for (const [name, type, description, nullable] of [
    ["id", ID, describe("编号；持有编号者均可查看内容", "Identifier: whoever knows it may read"), false],
    ["title", String, texts.title, true],
    ["criteria", StandingQueryCriteria, describe("条件", "What it asks for"), false],
    ["hasReminders", Boolean, texts.hasReminders, false],
    ["createdAt", DateTimeScalar, describe("保存时间", "When it was saved"), false],
    [
      "atom",
      String,
      describe("Atom 订阅地址，在本系统上的路径", "Its Atom feed, as a path on the hub"),
      false,
    ],
  ] as const)
    Field(() => type, { nullable, description })(StandingQuery.prototype, name);

  @ObjectType("SavedStandingQuery", {
    description: describe(
      "已保存的订阅推送；令牌和密钥只显示这一次",
      "A standing query as it was saved; token and secret are told this once",
    ),
    simpleResolvers: true,
  })
  class SavedStandingQuery {
    @Field(() => StandingQuery, { description: describe("订阅推送", "The standing query") })
    readonly standingQuery: object = {};
    @Field(() => String, {
      description: describe(
        "管理令牌：删除订阅推送、查看回调情况时须出示",
        "Manage token: needed to remove it, and to see its webhook",
      ),
    })
    readonly token: string = "";
    @Field(() => String, {
      nullable: true,
      description: describe(
        "回调的签名密钥（Standard Webhooks，whsec_…）；没有回调的为空",
        "Secret that signs what is sent to the webhook (Standard Webhooks); null without one",
      ),
    })
    readonly webhookSecret: string | null = null;
  }

  return {
    StandingQueryInput,
    StandingQuery,
    StandingQueryMatchConnection,
    StandingQueryMatched,
    SavedStandingQuery,
    StandingQueryWebhook,
    StandingQueryDelivery,
  };
}

function webhookTypes(Release: ClassType<EntityReference>) {
  const WebhookState = enumOf("StandingQueryWebhookState", describe("网络回调的状态", "State of a webhook"), {
    CONFIRMING: describe("等待对方响应验证请求", "It has not answered the challenge yet"),
    ACTIVE: describe("推送中", "What matches is sent"),
    SUSPENDED: describe(
      "已暂停：多日无法送达，或对方要求停止",
      "Suspended: nothing got through for days, or it asked for no more",
    ),
  });
  const DeliveryState = enumOf(
    "StandingQueryDeliveryState",
    describe("一次推送的状态", "State of a delivery"),
    {
      PENDING: describe("待发送", "To be sent"),
      DELIVERED: describe("已送达", "Delivered"),
      OBSOLETE: describe(
        "送达前内容已全部撤回，不再发送",
        "All of it was taken down before it was sent: it is not",
      ),
    },
  );

  @ObjectType("StandingQueryDelivery", {
    description: describe("一次推送", "A delivery to a webhook"),
    simpleResolvers: true,
  })
  class StandingQueryDelivery {
    @Field(() => ID, {
      description: describe(
        "消息编号（webhook-id），重发时不变",
        "The message's id (`webhook-id`), the same in each attempt",
      ),
    })
    readonly id: string = "";
    @Field(() => Release, {
      nullable: true,
      description: describe(
        "发布；验证请求、公开任务提醒为空",
        "The release; null for the challenge and for a reminder of duties",
      ),
    })
    readonly release: EntityReference | null = null;
    @Field(() => DeliveryState, { description: describe("状态", "State") }) readonly state: string = "";
    @Field(() => Int, { description: describe("已尝试次数", "Attempts so far") }) readonly attempts: number =
      0;
    @Field(() => String, {
      nullable: true,
      description: describe(
        "上次的结果：HTTP 状态码，或 TIMEOUT、UNREACHABLE、ADDRESS_REFUSED、CHALLENGE_NOT_MET、HUB_STOPPED",
        "How the last attempt ended: an HTTP status, or why there is none",
      ),
    })
    readonly outcome: string | null = null;
    @Field(() => DateTimeScalar, {
      nullable: true,
      description: describe("下次尝试的时间；不再发送的为空", "When it is tried next; null for what is done"),
    })
    readonly nextAt: Date | null = null;
  }

  @ObjectType("StandingQueryWebhook", {
    description: describe("订阅推送的网络回调", "The webhook of a standing query"),
    simpleResolvers: true,
  })
  class StandingQueryWebhook {
    @Field(() => String, { description: describe("地址", "Its URL") }) readonly url: string = "";
    @Field(() => WebhookState, { description: describe("状态", "State") }) readonly state: string = "";
    @Field(() => String, {
      nullable: true,
      description: describe("暂停的原因：最后一次的结果", "Why it is suspended: how the last attempt ended"),
    })
    readonly reason: string | null = null;
  }
  return { StandingQueryDelivery, StandingQueryWebhook };
}

/**
 * All codes by which feeds say whom their records concern; of the same name in two lists the first is
 * described.
 */
function personKinds(contracts: readonly FeedContract[]): object {
  const lists = new Set(
    contracts.flatMap((contract) =>
      storedFields(contract).flatMap(({ field, list }): readonly CodeList[] =>
        list && contract.concerns.includes(field) ? [list] : [],
      ),
    ),
  );
  const codes = [...lists].flatMap((list) => list.codes.map((code) => ({ ...code, of: list.title })));
  return enumOf(
    "PersonKind",
    describe("记录涉及的人群", "Kind of person that a record concerns"),
    Object.fromEntries(
      codes
        .toReversed()
        .map(({ name, zh, en, of }) => [name, describe(`${of.zh}：${zh}`, `${of.en}: ${en}`)]),
    ),
  );
}

function enumOf(name: string, description: string, values: Readonly<Record<string, string>>): object {
  const made = Object.fromEntries(Object.keys(values).map((value) => [value, value]));
  registerEnumType(made, {
    name,
    description,
    valuesConfig: Object.fromEntries(
      Object.entries(values).map(([value, text]) => [value, { description: text }]),
    ),
  });
  return made;
}
