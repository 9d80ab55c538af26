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
  const edge = objectType(`${name}Edge`, describe(`${zh}及其游标`, `${en} (\`node\`) and its \`cursor\``));
  addField(edge, "node", node, null);
  addField(edge, "cursor", String, null);
  const connection = objectType<WholeList<T>>(
    `${name}Connection`,
    describe(`${zh}，分页`, `${en}: a page of the list`),
  );
  addField(connection, "nodes", [node], null);
  addField(connection, "edges", [edge], null);
  addField(connection, "pageInfo", PageInfoType, null);
  addField(connection, "totalCount", Int, null);
  return connection;
}
