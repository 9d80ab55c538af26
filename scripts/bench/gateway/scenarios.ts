/** A scenario: its request, its number of connections, and its contenders. */
import type { Kind } from "./contenders/kinds.js";
import { tagOf } from "./shop.js";

export interface Scenario {
  readonly title: string;
  readonly connections: number;
  /** Body of the request of a turn. The first TURNS of them have all the answers that there are. */
  readonly bodyOf: (turn: number) => string;
  /** The first is what all others are compared with. */
  readonly contenders: readonly Kind[];
  /** A further contender with which `ours` is compared. */
  readonly bound?: Kind;
}

export const TURNS = 5;

const GATEWAYS = [
  "apollo",
  "apollo-ours",
  "ours",
  "ours-shared",
  "hive-js",
  "hive-js-shared",
  "hive-rust",
  "hive-rust-shared",
] as const;

/** The benchmark's query is asked at each number of connections, everything else at the first. */
export function scenarios(connections: readonly number[]): readonly Scenario[] {
  const [usual = 50] = connections;
  const always = (query: string): Scenario["bodyOf"] => {
    const body = JSON.stringify({ query });
    return () => body;
  };
  return [
    ...connections.map((number): Scenario => ({
      title: "The public benchmark's query",
      connections: number,
      bodyOf: always(QUERY),
      contenders: [...GATEWAYS, "by-hand", "constant"],
      bound: "by-hand",
    })),
    {
      title: "No two requests equal: the benchmark's query with variables",
      connections: usual,
      bodyOf: unlike,
      contenders: [...GATEWAYS, "by-hand"],
      bound: "by-hand",
    },
    {
      title: "A small query: one subgraph",
      connections: usual,
      bodyOf: always("{ users { id username name } }"),
      contenders: [...GATEWAYS, "proxy", "constant"],
      bound: "proxy",
    },
    {
      title: "A mutation: two subgraphs",
      connections: usual,
      bodyOf: always(MUTATION),
      contenders: GATEWAYS,
    },
    {
      title: "A wide query: 10,000 entities of two subgraphs",
      connections: usual,
      bodyOf: always("{ all { upc name inStock } }"),
      contenders: [...GATEWAYS, "constant"],
    },
  ];
}

export const QUERY = benchmarkQuery({ variables: "", users: "", top: "" });
const VARIED_QUERY = benchmarkQuery({
  variables: "($first: Int, $tag: String)",
  users: "(tag: $tag)",
  top: "(first: $first, tag: $tag)",
});
const MUTATION = 'mutation { addReview(upc: "1", body: "It lasts.") { id body product { upc name price } } }';

/** Three to seven top products, and a tag that no other request has. */
function unlike(turn: number): string {
  return JSON.stringify({ query: VARIED_QUERY, variables: { first: 3 + (turn % TURNS), tag: tagOf(turn) } });
}

function benchmarkQuery({
  variables,
  users,
  top,
}: {
  readonly variables: string;
  readonly users: string;
  readonly top: string;
}): string {
  return `
  fragment User on User { id username name }
  fragment Review on Review { id body }
  fragment Product on Product { inStock name price shippingEstimate upc weight }
  query Test${variables} {
    users${users} { ...User reviews { ...Review product { ...Product reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } } } } }
    topProducts${top} { ...Product reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } } }
  }`;
}
