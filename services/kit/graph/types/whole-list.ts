/** The types of a list that is no feed's, in pages like every other: `FeedConnection` and `FeedEdge`. */
import type { WholeList } from "#schema/runtime/pages.js";
import type { Bilingual } from "../../feed/bilingual.js";
import { PageInfoType } from "./connection-type.js";
import { Int, type ClassType } from "./decorators.js";
import { describe } from "./describe.js";
import { addField, objectType } from "./make-type.js";

/** `FeedConnection` and `FeedEdge` for `Feed`. */
export function wholeListType<T extends object>(
  name: string,
  node: ClassType<T>,
  { zh, en }: Bilingual,
): ClassType<WholeList<T>> {
  const edge = objectType(`${name}Edge`, describe(`${zh}及其游标`, `${en} with its cursor`));
  addField(edge, "node", node, describe(zh, en));
  addField(edge, "cursor", String, describe("游标：从这里继续", "Cursor: where to go on from"));
  const connection = objectType<WholeList<T>>(
    `${name}Connection`,
    describe(`${zh}，分页`, `${en}: a list in pages`),
  );
  addField(connection, "nodes", [node], describe("本页的内容", "What is on this page"));
  addField(
    connection,
    "edges",
    [edge],
    describe("本页的内容及游标", "What is on this page, with its cursors"),
  );
  addField(connection, "pageInfo", PageInfoType, describe("分页信息", "What comes before and after"));
  addField(connection, "totalCount", Int, describe("各页合计", "How many there are on all pages"));
  return connection;
}
