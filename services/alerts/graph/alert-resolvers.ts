/** Saving, reading and managing standing queries. Made for the feeds that there are. */
import {
  Arg,
  Args,
  Ctx,
  describe,
  Directive,
  FieldResolver,
  ID,
  Int,
  LIST_SIZE,
  Mutation,
  PageArguments,
  Query,
  readList,
  Resolver,
  Root,
  type ClassType,
  type FeedContract,
  type ReadList,
  type SubgraphContext,
  slicedSize,
} from "#kit";
import { hubOf, readEpoch, readPlace, type HubRequest, type Strangers } from "#kit/hub";
import { HubError } from "#schema/errors.js";
import { alertsOf, type Alerts } from "../alerts.js";
import { atomPath } from "../outlets/paths.js";
import { secretOf, writeSecret } from "../query/capability.js";
import { readCriteria, type GivenCriteria } from "../query/criteria.js";
import {
  findQuery,
  manageQuery,
  noteUse,
  removeQuery,
  saveQuery,
  type StandingQuery,
} from "../query/standing-queries.js";
import { pseudonymOf } from "../query/strangers.js";
import { countMatches, shownMatches, type MatchPosition } from "../read/matches.js";
import { resume } from "../webhook/claim.js";
import { readDeliveries, readWebhook, type Webhook } from "../webhook/read-webhook.js";
import { alertTypes } from "./alert-types.js";
import { liveResolver } from "./live-resolver.js";
import { toNode, type MatchNode } from "./match-node.js";

const PAGE = 20;
const MOST = 100;
const ID_TEXT = describe("订阅推送编号", "Identifier of the standing query");
const TOKEN_TEXT = describe("管理令牌", "Its manage token");
const FIRST_TEXT = describe(
  `取的条数，默认${PAGE}，最多${MOST}`,
  `How many: ${PAGE} unless told, at most ${MOST}`,
);
const LONGEST_URL = 2_000;
/** To save one writes several tables. */
const SAVING_POINTS = 100;

interface Given extends GivenCriteria {
  readonly title?: string | null;
  readonly hasReminders?: boolean | null;
  readonly webhook?: string | null;
}
/** `isManaged`: whoever asks has shown the token. */
type Shown = StandingQuery & { readonly isManaged: boolean; readonly atom: string };

export function alertResolvers(contracts: readonly FeedContract[]): readonly ClassType[] {
  const types = alertTypes(contracts);
  const {
    StandingQueryInput,
    SavedStandingQuery,
    StandingQueryMatchConnection,
    StandingQueryWebhook,
    StandingQueryDelivery,
  } = types;

  @Resolver(() => types.StandingQuery)
  class StandingQueryResolver {
    @Query(() => types.StandingQuery, {
      nullable: true,
      description: describe("一个订阅推送", "A standing query"),
    })
    async standingQuery(
      @Arg("id", () => ID, { description: ID_TEXT }) id: string,
      @Arg("token", () => String, {
        nullable: true,
        description: describe("管理令牌；查看网络回调时须出示", "Its manage token, to see its webhook"),
      })
      token: string | null,
      @Ctx() context: SubgraphContext,
    ): Promise<Shown> {
      const { statements } = await openHub(context);
      const query = await (token === null || token === undefined
        ? findQuery(statements, id)
        : manageQuery(statements, id, token));
      await noteUse(statements, query, new Date());
      return shown(query, typeof token === "string");
    }

    @Directive(LIST_SIZE)
    @FieldResolver(() => StandingQueryMatchConnection, {
      description: describe(
        "最近符合条件的记录，新的在前；此后撤回或更正的不列出（合计仍计入），30天前的不再保留",
        "What matched lately, the newest first, without what was taken down or corrected since, which is counted all the same; what is older than 30 days is not kept",
      ),
    })
    matches(
      @Root() { number }: Shown,
      @Args(() => PageArguments) pages: PageArguments,
      @Ctx() context: SubgraphContext,
    ): ReadList<MatchNode> {
      const hub = hubOf(context);
      return readList<MatchNode, MatchPosition>(pages, {
        placeOf: async (cursor) => readPlace(cursor, (await readEpoch(hub.statements)).epoch),
        cursorOf: ({ cursor }) => cursor,
        read: async (from, newestFirst, first) =>
          (await shownMatches(hub, number, from, { newestFirst, first })).map(toNode),
        count: () => countMatches(hub, number),
      });
    }

    @FieldResolver(() => StandingQueryWebhook, {
      nullable: true,
      description: describe(
        "网络回调；没有的、未出示管理令牌的为空",
        "Its webhook; null without one, and to whoever did not show the manage token",
      ),
    })
    async webhook(
      @Root() { number, isManaged }: Shown,
      @Ctx() context: SubgraphContext,
    ): Promise<Webhook | null> {
      return isManaged ? readWebhook(hubOf(context).statements, number) : null;
    }

    @Directive(`@cost(weight: ${SAVING_POINTS})`)
    @Mutation(() => SavedStandingQuery, {
      description: describe(
        "保存订阅推送：此后的发布中符合条件的记录，从 Atom、网络回调或实时连接收取。无需登录",
        "Saves a standing query: what later releases add to its answer comes by Atom, webhook or live connection. Nobody needs to sign in",
      ),
    })
    async saveStandingQuery(
      @Arg("input", () => StandingQueryInput, {
        description: describe("订阅推送的条件", "What is asked for"),
      })
      given: Given,
      @Ctx() context: SubgraphContext,
    ): Promise<object> {
      const { database, personKey, webhooks, meter, send } = await openHub(context);
      const { title, hasReminders, webhook } = given;
      const criteria = readCriteria(given);
      const known = context.contracts().map(({ id }) => id);
      const unknown = criteria.feeds?.find((feed) => !known.includes(feed));
      if (unknown !== undefined)
        throw new HubError("FEED_UNKNOWN", { feed: unknown, known: known.join("、") });
      const url = typeof webhook === "string" ? readWebhookUrl(webhooks, webhook) : null;
      const { query, token } = await saveQuery(
        database,
        {
          title: title ?? null,
          criteria,
          hasReminders: hasReminders ?? false,
          webhook: url,
          owner: pseudonymOf(personKey, meter.client),
        },
        context.now(),
      );
      send();
      return {
        standingQuery: shown(query, true),
        token,
        webhookSecret: url !== null ? writeSecret(secretOf(personKey, query.id)) : null,
      };
    }

    @Mutation(() => ID, {
      description: describe(
        "删除订阅推送及其全部内容",
        "Removes a standing query and all that is kept for it",
      ),
    })
    async removeStandingQuery(
      @Arg("id", () => ID, { description: ID_TEXT }) id: string,
      @Arg("token", () => String, { description: TOKEN_TEXT }) token: string,
      @Ctx() context: SubgraphContext,
    ): Promise<string> {
      const { database, statements } = await openHub(context);
      await removeQuery(database, await manageQuery(statements, id, token));
      return id;
    }

    @Mutation(() => types.StandingQuery, {
      description: describe(
        "恢复暂停的网络回调：重新验证，其间未送达的随后补发",
        "Takes a suspended webhook up again: it is challenged anew, then what it missed is sent",
      ),
    })
    async resumeWebhook(
      @Arg("id", () => ID, { description: ID_TEXT }) id: string,
      @Arg("token", () => String, { description: TOKEN_TEXT }) token: string,
      @Ctx() context: SubgraphContext,
    ): Promise<Shown> {
      const { database, statements, send } = await openHub(context);
      const query = await manageQuery(statements, id, token);
      if (!(await resume(database, query.number, new Date()))) throw new HubError("WEBHOOK_NONE");
      send();
      return shown(query, true);
    }
  }

  @Resolver(() => StandingQueryWebhook)
  class WebhookResolver {
    @Directive(slicedSize(PAGE))
    @FieldResolver(() => [StandingQueryDelivery], {
      description: describe("最近的推送，新的在前", "The latest deliveries, newest first"),
    })
    async deliveries(
      @Root() { query, id }: Webhook,
      @Arg("first", () => Int, { defaultValue: PAGE, description: FIRST_TEXT }) first: number,
      @Ctx() context: SubgraphContext,
    ): Promise<readonly object[]> {
      return readDeliveries(hubOf(context).statements, { query, id }, bounded(first));
    }
  }
  return [StandingQueryResolver, WebhookResolver, liveResolver(types.StandingQueryMatched)];
}

/** The hub, once the tables of alerts are there. */
async function openHub(context: SubgraphContext): Promise<HubRequest & Pick<Alerts, "send">> {
  const hub = hubOf(context);
  const { send } = await alertsOf(hub);
  return { ...hub, send };
}

function shown(query: StandingQuery, isManaged: boolean): Shown {
  return { ...query, isManaged, atom: atomPath(query.id) };
}

/** As it is called: with all that a URL may not hold escaped. */
function readWebhookUrl(webhooks: Strangers, url: string): string {
  if (url.length > LONGEST_URL)
    throw new HubError("WEBHOOK_URL_REFUSED", {
      reason: `最多${LONGEST_URL}个字符`,
      reasonEn: `it has at most ${LONGEST_URL} characters`,
    });
  webhooks.assertUrl(url);
  return new URL(url).href;
}

function bounded(first: number): number {
  if (first < 1 || first > MOST)
    throw new HubError("PAGE_ARGUMENTS", {
      reason: `每页1至${MOST}条`,
      reasonEn: `a page has 1 to ${MOST}`,
    });
  return first;
}
