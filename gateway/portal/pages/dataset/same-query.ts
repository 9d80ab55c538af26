/** The table's own question, as text to copy: GraphQL, and three ways to send it. Values are variables. */
import { momentOf, whereOf, type Asked, type Column } from "./asked";

export interface SameQuery {
  readonly name: string;
  readonly text: string;
}

const TYPES = {
  id: "ID!",
  where: "String",
  orderBy: "[String!]",
  columns: "[String!]",
  asOf: "DateTime",
  first: "Int",
  after: "String",
  last: "Int",
  before: "String",
  language: "Language!",
} as const;
type Variables = { readonly [Name in keyof typeof TYPES]?: unknown };

export interface SameQueries {
  readonly query: string;
  /** JSON. */
  readonly variables: string;
  readonly all: readonly SameQuery[];
}

/** `origin`: where the hub is; `shown`: names of the table's columns. */
export function sameQueries({
  origin,
  id,
  asked,
  columns,
  shown,
  language,
}: {
  readonly origin: string;
  readonly id: string;
  readonly asked: Asked;
  readonly columns: readonly Column[];
  readonly shown: readonly string[];
  readonly language: "ZH" | "EN";
}): SameQueries {
  const { size, before, after, order } = asked;
  const variables = withoutNulls({
    id,
    where: whereOf(columns, asked),
    orderBy: order === null ? null : [order],
    columns: shown,
    asOf: momentOf(asked.asOf),
    ...(before === null ? { first: size, after } : { last: size, before }),
    language,
  });
  const query = queryOf(variables);
  const values = JSON.stringify(variables, null, 2);
  const address = JSON.stringify(`${origin}/graphql/public`);
  return {
    query,
    variables: values,
    all: [
      { name: "GraphQL", text: `${query}\n\n# variables\n${values.replaceAll(/^/gm, "# ")}` },
      { name: "curl", text: curlOf(origin, query, variables) },
      { name: "Python", text: pythonOf(address, query, values) },
      { name: "JavaScript", text: javascriptOf(address, query, values) },
    ],
  };
}

function withoutNulls(variables: Variables): Variables {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== null));
}

function queryOf(variables: Variables): string {
  const names = Object.entries(TYPES).filter(([name]) => name in variables);
  const own = names.filter(([name]) => name !== "id");
  return `query (${names.map(([name, type]) => `$${name}: ${type}`).join(", ")}) {
  dataset(id: $id) {
    table(${own.map(([name]) => `${name}: $${name}`).join(", ")}) {
      totalCount
      columns { name label unit }
      rows { id permalink cells { text value } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;
}

/** What stands in quotes of a shell ends at the next quote. */
const QUOTE = String.raw`'\''`;

function curlOf(origin: string, query: string, variables: Variables): string {
  const body = JSON.stringify({ query, variables }).replaceAll("'", QUOTE);
  const address = `${origin}/graphql/public`.replaceAll("'", QUOTE);
  return `curl -s '${address}' \\
  -H 'content-type: application/json' \\
  -d '${body}'`;
}

/** Texts, numbers and lists are written alike in JSON and in Python. */
function pythonOf(address: string, query: string, values: string): string {
  return `import json
import urllib.request

query = """${query}"""
variables = ${values}
request = urllib.request.Request(
    ${address},
    data=json.dumps({"query": query, "variables": variables}).encode(),
    headers={"content-type": "application/json"},
)
with urllib.request.urlopen(request) as answer:
    table = json.load(answer)["data"]["dataset"]["table"]
names = [column["label"] for column in table["columns"]]
for row in table["rows"]:
    texts = [cell["text"] for cell in row["cells"]]
    print(json.dumps(dict(zip(names, texts)), ensure_ascii=False))`;
}

function javascriptOf(address: string, query: string, values: string): string {
  return `const query = \`${query}\`;
const variables = ${values};
const response = await fetch(${address}, {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ query, variables }),
});
const { data, errors } = await response.json();
if (errors) throw new Error(errors[0].message);
const { columns, rows } = data.dataset.table;
for (const { cells } of rows)
  console.log(JSON.stringify(Object.fromEntries(cells.map(({ text }, at) => [columns[at].label, text]))));`;
}
