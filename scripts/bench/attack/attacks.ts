/**
 * What a stranger may ask without a token, on the sample data: each holds up whoever has no bound on what an
 * answer is made of.
 */

export interface Attack {
  readonly name: string;
  /** Requests at a time. */
  readonly atOnce: number;
  /** The client goes away after so many milliseconds; null: it waits. */
  readonly givenUpMs: number | null;
  /** Never asked before: nothing of it is stored. */
  readonly body: (number: number) => object;
}

const nested = (levels: number, below: (inner: string) => string): string =>
  levels === 0 ? "code name" : `parent { ${below(nested(levels - 1, below))} }`;
const children = (inner: string): string => `children(first: 100) { nodes { ${inner} } }`;
const areas = (inner: string): string => `query Areas($n: Int) { areas(first: $n) { nodes { ${inner} } } }`;
const aliased = (count: number, field: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => `a${at}: ${field(at)}`).join(" ");
const from = (number: number): number => 100 - (number % 60);

const NESTED = areas(nested(4, children));
const DOUBLED = areas(nested(4, (inner) => `x: ${children(inner)} y: ${children(inner)}`));
const KEYS = ["DECISION_NUMBER", "PARTY_NAME", "AUTHORITY_NAME", "PENALTY_CATEGORIES"];
const GROUPS = `query Groups($n: Decimal) { ${aliased(50, (at) => `penalties(where: { fineAmount: { gte: $n } }) { groups(by: [${KEYS.slice(at % 3).join(", ")}], first: ${900 + at}) { count sum { fineAmount } average { fineAmount } min { fineAmount } max { fineAmount decisionDate } } }`)} }`;
const SEARCHES = `query Searches($t: String!) { ${aliased(100, (at) => `search(text: $t, first: ${1 + (at % 50)}) { totalCount nodes { title } facets { count } }`)} }`;
const WORDS = ["密云区", "有限公司", "食品经营", "行政处罚", "北京市", "鼓楼街道"];

export const ATTACKS: readonly Attack[] = [
  {
    name: "lists in lists, four levels",
    atOnce: 4,
    givenUpMs: null,
    body: (number) => ({ query: NESTED, variables: { n: from(number) } }),
  },
  {
    name: "the same, twice at each level",
    atOnce: 4,
    givenUpMs: null,
    body: (number) => ({ query: DOUBLED, variables: { n: from(number) } }),
  },
  {
    name: "50 groups, given up after 1.5 s",
    atOnce: 3,
    givenUpMs: 1_500,
    body: (number) => ({ query: GROUPS, variables: { n: `${number}.5` } }),
  },
  {
    name: "100 searches",
    atOnce: 2,
    givenUpMs: null,
    body: (number) => ({ query: SEARCHES, variables: { t: WORDS[number % WORDS.length] } }),
  },
];
