/**
 * A list that is short enough to be held whole, in pages like every other: its types, and a page of it. A
 * cursor names what it stands at, so it stays good while others come and go.
 */
import { HubError } from "#schema/errors.js";
import type { Bilingual } from "../../feed/bilingual.js";
import { pageRange } from "../../store/read/page.js";
import type { PageInfo } from "./connection.js";
import { PageInfoType } from "./connection-type.js";
import { Int, type ClassType } from "./decorators.js";
import { describe } from "./describe.js";
import { addField, objectType } from "./make-type.js";
import type { PageArguments } from "./page-arguments.js";

/** The value of a connection whose list is held whole. */
export interface WholeList<T extends object> {
  readonly nodes: readonly T[];
  readonly edges: readonly { readonly node: T; readonly cursor: string }[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number;
}

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

/**
 * One page. `all` are in their order and each has an `id`; PAGE_ARGUMENTS for what is no page, CURSOR_INVALID
 * for a cursor at nothing.
 */
export function pageOf<T extends object>(
  all: readonly T[],
  idOf: (item: T) => string,
  pages: PageArguments,
  isWanted: (item: T) => boolean = () => true,
): WholeList<T> {
  const { size, forward, cursor } = pageRange(pages);
  const placeOf = (at: string): number => {
    const id = Buffer.from(at, "base64url").toString();
    const place = all.findIndex((item) => idOf(item) === id);
    if (place < 0) throw new HubError("CURSOR_INVALID");
    return place;
  };
  const from = forward && cursor !== null ? placeOf(cursor) + 1 : 0;
  const to = !forward && cursor !== null ? placeOf(cursor) : all.length;
  const found = all.filter(isWanted);
  const within = all.slice(from, to).filter(isWanted);
  const nodes = forward ? within.slice(0, size) : within.slice(-size);
  const edges = nodes.map((node) => ({ node, cursor: Buffer.from(idOf(node)).toString("base64url") }));
  const [start, end] = [edges.at(0), edges.at(-1)];
  return {
    nodes,
    edges,
    totalCount: found.length,
    pageInfo: {
      hasPreviousPage: start !== undefined && found[0] !== start.node,
      hasNextPage: end !== undefined && found.at(-1) !== end.node,
      startCursor: start?.cursor ?? null,
      endCursor: end?.cursor ?? null,
    },
  };
}
