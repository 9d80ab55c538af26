/**
 * `node(id:)` and `nodes(ids:)`: published records of any feed by their ids, which no two of them share. What
 * is unknown, withdrawn or expired is null.
 */
import DataLoader from "dataloader";
import {
  ANY_FEED_DIRECTIVE,
  Arg,
  assumedSize,
  cost,
  Ctx,
  describe,
  Directive,
  ID,
  isRecordId,
  NodeType,
  Query,
  Resolver,
  type SubgraphContext,
} from "#kit";
import { hubOf } from "#kit/hub";
import { HubError } from "#schema/errors.js";
import { findRecords } from "./find-records.js";

const MOST = 100;
/** In points: an index of each feed is asked. */
const LOOK_UP = 10;

interface Node {
  readonly __typename: string;
  readonly id: string;
}

@Resolver()
export class NodeResolver {
  @Directive(ANY_FEED_DIRECTIVE)
  @Directive(cost(LOOK_UP))
  @Query(() => NodeType, {
    nullable: true,
    description: describe(
      "任何一条公开的记录；不存在、已撤回或公示期满的为空",
      "Any published record; null for one that is unknown, withdrawn or expired",
    ),
  })
  node(
    @Arg("id", () => ID, { description: describe("记录编号", "Identifier of the record") }) id: string,
    @Ctx() context: SubgraphContext,
  ): Promise<Node | null> {
    return loaderOf(context).load(id.toLowerCase());
  }

  @Directive(ANY_FEED_DIRECTIVE)
  @Directive(cost(LOOK_UP))
  @Directive(assumedSize(MOST))
  @Query(() => [NodeType], {
    nullable: "items",
    description: describe(
      `多条公开的记录，最多${MOST}条，按所给编号的顺序；不存在、已撤回或公示期满的为空`,
      `Published records, ${MOST} at most, in the order of their identifiers; null where there is none`,
    ),
  })
  nodes(
    @Arg("ids", () => [ID], { description: describe("记录编号", "Identifiers of the records") })
    ids: readonly string[],
    @Ctx() context: SubgraphContext,
  ): Promise<readonly (Node | null)[]> {
    if (ids.length > MOST)
      throw new HubError("PAGE_ARGUMENTS", {
        reason: `编号最多${MOST}个`,
        reasonEn: `ids has at most ${MOST} items`,
      });
    const loader = loaderOf(context);
    return Promise.all(ids.map((id) => loader.load(id.toLowerCase())));
  }
}

const loaders = new WeakMap<SubgraphContext, DataLoader<string, Node | null>>();

/** All ids of a request are looked up together. */
function loaderOf(context: SubgraphContext): DataLoader<string, Node | null> {
  const known =
    loaders.get(context) ??
    new DataLoader<string, Node | null>(
      async (ids) => {
        const types = await findRecords(
          hubOf(context).statements,
          context.contracts(),
          ids.filter(isRecordId),
        );
        return ids.map((id) => {
          const type = types.get(id);
          return type === undefined ? null : { __typename: type, id };
        });
      },
      { maxBatchSize: MOST },
    );
  loaders.set(context, known);
  return known;
}
