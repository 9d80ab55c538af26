/** Attacks by size: they hold up a server that does not limit the work of an answer. */
import { asks, many, type Attack } from "../attack.js";

const nested = (levels: number, below: (inner: string) => string): string =>
  levels === 0 ? "code name" : `parent { ${below(nested(levels - 1, below))} }`;
const children = (inner: string): string => `children(first: 100) { nodes { ${inner} } }`;
const areas = (inner: string): string => `query Areas($n: Int) { areas(first: $n) { nodes { ${inner} } } }`;
const from = (number: number): number => 100 - (number % 60);

const NESTED = areas(nested(4, children));
const DOUBLED = areas(nested(4, (inner) => `x: ${children(inner)} y: ${children(inner)}`));
const KEYS = ["DECISION_NUMBER", "PARTY_NAME", "AUTHORITY_NAME", "PENALTY_CATEGORIES"];
const GROUPS = `query Groups($n: Decimal) { ${many(50, (at) => `a${at}: penalties(where: { fineAmount: { gte: $n } }) { groups(by: [${KEYS.slice(at % 3).join(", ")}], first: ${900 + at}) { count values { fineAmount { sum average min max } decisionDate { max } } } }`)} }`;
const SEARCHES = `query Searches($t: String!) { ${many(100, (at) => `a${at}: search(text: $t, first: ${1 + (at % 50)}) { totalCount nodes { title } facets { count } }`)} }`;
const WORDS = ["密云区", "有限公司", "食品经营", "行政处罚", "北京市", "鼓楼街道"];

/** Prices refuse each of them; where prices are only measured, the meter ends the first two. */
export const LISTS: readonly Attack[] = [
  list("lists in lists, four levels", 4, (number) => ({ query: NESTED, variables: { n: from(number) } })),
  list("the same, twice at each level", 4, (number) => ({
    query: DOUBLED,
    variables: { n: from(number) },
  })),
  list("50 groups, given up after 1.5 s", 3, (number) => ({
    query: GROUPS,
    variables: { n: `${number}.5` },
  })),
  list("100 searches", 2, (number) => ({
    query: SEARCHES,
    variables: { t: WORDS[number % WORDS.length] },
  })),
];

function list(name: string, atOnce: number, body: (number: number) => object): Attack {
  return { ...asks(name, null, ["QUERY_TOO_COSTLY"], body), atOnce };
}
