/** The types of a list of records in pages: `PenaltyConnection`, `PenaltyEdge`, and `PageInfo`, which all lists have in common. */
import type { FeedContract } from "../feed/contract.js";
import type { Connection } from "./connection.js";
import { Directive, Int, ObjectType, type ClassType } from "./decorators.js";
import { describe } from "./describe.js";
import { addField, makeType } from "./make-type.js";
import { feedDirective, recordType } from "./record-type.js";

export function connectionType(contract: FeedContract): ClassType<Connection> {
  const known = connectionTypes.get(contract);
  if (known) return known;
  const record = recordType(contract);
  const edge = objectType(`${contract.type}Edge`, describe("一条记录及其游标", "A record and its cursor"));
  addField(edge, "node", record, describe("记录", "The record"));
  addField(edge, "cursor", String, describe("游标：从这里继续", "Cursor: where to go on from"));
  const connection = objectType<Connection>(`${contract.type}Connection`, describe(`${contract.title.zh}，分页`, "Records in pages"));
  addField(connection, "nodes", [record], describe("本页的记录", "The records of this page"));
  addField(connection, "edges", [edge], describe("本页的记录及游标", "The records of this page with their cursors"));
  addField(connection, "pageInfo", PageInfo, describe("前后是否还有", "What comes before and after"));
  addField(connection, "totalCount", Int, describe("各页合计的记录数", "Number of records on all pages"));
  // A list may give nothing but its count, which a release changes as well.
  Directive(feedDirective(contract))(connection);
  connectionTypes.set(contract, connection);
  return connection;
}

const connectionTypes = new WeakMap<FeedContract, ClassType<Connection>>();

function objectType<T extends object = object>(name: string, description: string): ClassType<T> {
  return makeType<T>(name, ObjectType(name, { description, simpleResolvers: true }));
}

const PageInfo = objectType("PageInfo", describe("分页情况", "Where a page stands"));
Directive("@shareable")(PageInfo);
addField(PageInfo, "hasNextPage", Boolean, describe("后面还有记录", "There are records after it"));
addField(PageInfo, "hasPreviousPage", Boolean, describe("前面还有记录", "There are records before it"));
addField(PageInfo, "startCursor", String, describe("本页第一条的游标", "Cursor of the first record"), { nullable: true });
addField(PageInfo, "endCursor", String, describe("本页最后一条的游标", "Cursor of the last record"), { nullable: true });
