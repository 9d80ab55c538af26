/**
 * The types of a list of records in pages: `PenaltyConnection`, `PenaltyEdge`, and `PageInfo`, which all
 * lists have in common.
 */
import type { PageInfo } from "#schema/runtime/pages.js";
import type { FeedContract } from "../../feed/contract.js";
import type { RecordOf } from "../../store/read/published-record.js";
import { edgesOf, pageInfoOf, type Connection, type Edge } from "./connection.js";
import { countCost } from "./costs.js";
import { Directive, FieldResolver, Int, Resolver, Root, type ClassType } from "./decorators.js";
import { describe } from "./describe.js";
import { addField, objectType } from "./make-type.js";
import { feedDirective, recordType } from "./record-type.js";

export function connectionType(contract: FeedContract): ClassType<Connection> {
  return typesOf(contract).connection;
}

/** How the fields of a connection come from its value: one class of resolvers for each feed. */
export function connectionResolver(contract: FeedContract): ClassType {
  const { record, connection, edge } = typesOf(contract);

  @Resolver(() => connection)
  class ConnectionResolver {
    @FieldResolver(() => [record])
    async nodes(@Root() list: Connection): Promise<readonly RecordOf<FeedContract>[]> {
      return (await list.page()).records;
    }

    @FieldResolver(() => [edge])
    async edges(@Root() list: Connection): Promise<readonly Edge[]> {
      return edgesOf(await list.page());
    }

    @FieldResolver(() => PageInfoType)
    async pageInfo(@Root() list: Connection): Promise<PageInfo> {
      return pageInfoOf(await list.page());
    }

    @FieldResolver(() => Int)
    totalCount(@Root() list: Connection): Promise<number> {
      return list.count();
    }
  }
  return ConnectionResolver;
}

interface ConnectionTypes {
  readonly record: ClassType<RecordOf<FeedContract>>;
  readonly edge: ClassType<Edge>;
  readonly connection: ClassType<Connection>;
}

const connectionTypes = new WeakMap<FeedContract, ConnectionTypes>();

function typesOf(contract: FeedContract): ConnectionTypes {
  const known = connectionTypes.get(contract);
  if (known) return known;
  const record = recordType(contract);
  const edge = objectType<Edge>(
    `${contract.type}Edge`,
    describe(`${contract.title.zh}：一条记录及其游标`, "A record (`node`) and its `cursor`"),
  );
  addField(edge, "node", record, null);
  addField(edge, "cursor", String, null);
  const connection = objectType<Connection>(
    `${contract.type}Connection`,
    describe(`${contract.title.zh}，分页`, "A page of the list"),
  );
  addField(connection, "nodes", [record], null);
  addField(connection, "edges", [edge], null);
  addField(connection, "pageInfo", PageInfoType, null);
  addField(connection, "totalCount", Int, null);
  Directive(countCost(contract))(connection.prototype, "totalCount");
  // A list may give nothing but its count, which a release changes as well.
  Directive(feedDirective(contract))(connection);
  const types = { record, edge, connection };
  connectionTypes.set(contract, types);
  return types;
}

export const PageInfoType = objectType<PageInfo>("PageInfo", describe("分页情况", "Where a page stands"));
Directive("@shareable")(PageInfoType);
addField(PageInfoType, "hasNextPage", Boolean, describe("后面还有记录", "There are records after it"));
addField(PageInfoType, "hasPreviousPage", Boolean, describe("前面还有记录", "There are records before it"));
addField(PageInfoType, "startCursor", String, describe("本页第一条的游标", "Cursor of the first record"), {
  nullable: true,
});
addField(PageInfoType, "endCursor", String, describe("本页最后一条的游标", "Cursor of the last record"), {
  nullable: true,
});
