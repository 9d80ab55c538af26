/**
 * The upper bound of plain JavaScript with the benchmark's query: somebody has read it once and written down
 * the calls. Nothing is parsed, checked or planned. Each of the seven calls asks for every entity once, and
 * an entity that stands in many places of the answer is one object. It makes no fewer calls than a planner
 * would: only the data tell that a product of a review is among the top ones already.
 */
import { createServer } from "node:http";
import { Pool } from "undici";
import { bytesOf, listen, type ContenderSetup } from "./contender-setup.js";

interface User {
  readonly id: string;
  readonly username: string;
  readonly name: string;
}
interface Priced {
  readonly upc: string;
  readonly name: string;
  readonly price: number;
  readonly weight: number;
}
interface Stock {
  readonly inStock: boolean;
  readonly shippingEstimate: number;
}
type Product = Priced & Stock;

/** Answers of the subgraph of reviews, as deep as each call goes. */
interface OfUser {
  readonly id: string;
  readonly body: string;
  readonly product: { readonly upc: string };
}
interface OfProduct {
  readonly id: string;
  readonly body: string;
  readonly author: { readonly id: string };
}
interface OfProductDeep extends OfProduct {
  readonly author: Authored;
}
interface Authored {
  readonly id: string;
  readonly reviews: readonly OfUser[];
}
interface Reviewed<Review> {
  readonly reviews: readonly Review[];
}

interface Variables {
  readonly first?: number;
  readonly tag?: string;
}
type Ask = <Data>(subgraph: string, body: string) => Promise<Data>;

const ENTITIES = "query($r:[_Any!]!){_entities(representations:$r)";
const USERS = "query($tag:String){users(tag:$tag){id username name}}";
const TOP = "query($first:Int,$tag:String){topProducts(first:$first,tag:$tag){upc name price weight}}";
const REVIEWS = `${ENTITIES}{...on User{reviews{id body product{upc}}}...on Product{reviews{id body author{id}}}}}`;
const DEEP_REVIEWS = `${ENTITIES}{...on Product{reviews{id body author{id reviews{id body product{upc}}}}}...on User{reviews{id body product{upc}}}}}`;
const NAMES = `${ENTITIES}{...on User{id username name}}}`;
const PRODUCTS = `${ENTITIES}{...on Product{upc name price weight}}}`;
const STOCK = `${ENTITIES}{...on Product{inStock shippingEstimate}}}`;

export function serveByHand({ subgraphs }: ContenderSetup): Promise<string> {
  const ask = askOf(new Pool(subgraphs, { connections: 64, headersTimeout: 0, bodyTimeout: 0 }));
  return listen(
    createServer((request, response) => {
      bytesOf(request, (body) => {
        // scenarios.ts sends no other
        const { variables = {} }: { readonly variables?: Variables } = JSON.parse(body.toString()) as never;
        run(ask, variables)
          .then((data) => {
            const answer = Buffer.from(JSON.stringify({ data }));
            response
              .writeHead(200, { "content-type": "application/json", "content-length": answer.length })
              .end(answer);
          })
          .catch((error: unknown) => response.writeHead(500).end(String(error)));
      });
    }),
  );
}

async function run(ask: Ask, variables: Variables): Promise<object> {
  const [{ users }, { topProducts }] = await Promise.all([
    ask<{ users: readonly User[] }>("accounts", bodyOf(USERS, variables)),
    ask<{ topProducts: readonly Priced[] }>("products", bodyOf(TOP, variables)),
  ]);

  const { _entities: near } = await ask<{ _entities: readonly Reviewed<OfUser & OfProduct>[] }>(
    "reviews",
    bodyOf(REVIEWS, { r: [...users.map(userOf), ...topProducts.map(productOf)] }),
  );
  const ofUsers: readonly Reviewed<OfUser>[] = near.slice(0, users.length);
  const ofTop: readonly Reviewed<OfProduct>[] = near.slice(users.length);

  const upcs = [...new Set(ofUsers.flatMap(({ reviews }) => reviews.map(({ product }) => product.upc)))];
  const ids = [...new Set(ofTop.flatMap(({ reviews }) => reviews.map(({ author }) => author.id)))];
  const { _entities: far } = await ask<{ _entities: readonly Reviewed<OfUser & OfProductDeep>[] }>(
    "reviews",
    bodyOf(DEEP_REVIEWS, {
      r: [...upcs.map((upc) => productOf({ upc })), ...ids.map((id) => userOf({ id }))],
    }),
  );
  const ofProducts = new Map<string, readonly OfProductDeep[]>(
    upcs.map((upc, at) => [upc, far[at]?.reviews ?? []]),
  );
  const ofAuthors = new Map<string, readonly OfUser[]>(
    ids.map((id, at) => [id, far[upcs.length + at]?.reviews ?? []]),
  );
  for (const reviews of ofProducts.values())
    for (const { author } of reviews) ofAuthors.set(author.id, author.reviews);

  const authorIds = [...ofAuthors.keys()];
  const reviewed = new Set(upcs);
  for (const reviews of ofAuthors.values()) for (const { product } of reviews) reviewed.add(product.upc);
  const [{ _entities: names }, { _entities: priced }] = await Promise.all([
    ask<{ _entities: readonly User[] }>(
      "accounts",
      bodyOf(NAMES, { r: authorIds.map((id) => userOf({ id })) }),
    ),
    ask<{ _entities: readonly Priced[] }>(
      "products",
      bodyOf(PRODUCTS, { r: [...reviewed].map((upc) => productOf({ upc })) }),
    ),
  ]);

  const all = [...new Map([...topProducts, ...priced].map((product) => [product.upc, product])).values()];
  const { _entities: stock } = await ask<{ _entities: readonly Stock[] }>(
    "inventory",
    bodyOf(STOCK, {
      r: all.map(({ upc, price, weight }) => ({ __typename: "Product", upc, price, weight })),
    }),
  );

  // From the leaves up, each object once. The keys stand in the order of the query.
  const products = new Map(
    all.map(({ upc, name, price, weight }, at): [string, Product] => [
      upc,
      {
        inStock: stock[at]?.inStock ?? false,
        name,
        price,
        shippingEstimate: stock[at]?.shippingEstimate ?? 0,
        upc,
        weight,
      },
    ]),
  );
  const authors = new Map(
    names.map(({ id, username, name }): [string, object] => [
      id,
      {
        id,
        username,
        name,
        reviews: ofAuthors
          .get(id)
          ?.map(({ id, body, product }) => ({ id, body, product: products.get(product.upc) })),
      },
    ]),
  );
  const withReviews = (upc: string, reviews: readonly OfProduct[]): object => ({
    ...products.get(upc),
    reviews: reviews.map(({ id, body, author }) => ({ id, body, author: authors.get(author.id) })),
  });
  const deep = new Map([...ofProducts].map(([upc, reviews]) => [upc, withReviews(upc, reviews)]));
  return {
    users: users.map(({ id, username, name }, at) => ({
      id,
      username,
      name,
      reviews: ofUsers[at]?.reviews.map(({ id, body, product }) => ({
        id,
        body,
        product: deep.get(product.upc),
      })),
    })),
    topProducts: topProducts.map(({ upc }, at) => withReviews(upc, ofTop[at]?.reviews ?? [])),
  };
}

function userOf({ id }: { readonly id: string }): object {
  return { __typename: "User", id };
}

function productOf({ upc }: { readonly upc: string }): object {
  return { __typename: "Product", upc };
}

function bodyOf(query: string, variables: object): string {
  return JSON.stringify({ query, variables });
}

function askOf(pool: Pool): Ask {
  return <Data>(subgraph: string, body: string) =>
    new Promise<Data>((resolve, reject) => {
      const parts: Buffer[] = [];
      pool.dispatch(
        { path: `/${subgraph}`, method: "POST", headers: ["content-type", "application/json"], body },
        {
          onRequestStart: () => {}, // undici insists on it
          onResponseStart: (_controller, status) => {
            if (status !== 200) reject(new Error(`${subgraph} answers with ${status}`));
          },
          onResponseData: (_controller, part) => {
            parts.push(part);
          },
          onResponseEnd: () => {
            const [first] = parts;
            const { data, errors }: { readonly data: Data; readonly errors?: unknown } = JSON.parse(
              (first && parts.length === 1 ? first : Buffer.concat(parts)).toString(),
            ) as never; // shop.ts answers what it is asked
            if (errors) reject(new Error(JSON.stringify(errors)));
            else resolve(data);
          },
          onResponseError: (_controller, error) => reject(error),
        },
      );
    });
}
