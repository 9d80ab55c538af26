/** The whole hub for a test: real database, real HTTP on a free port, people with tokens. */
import type { Caller, Role } from "#schema/caller.js";
import { demoPerson } from "../scripts/start/demo-people.js";
import { openHub, type Hub } from "../scripts/start/hub.js";
import { makeKeys, openKeys, type Keys } from "../scripts/start/keys/keys.js";
import { createLog } from "../scripts/start/log.js";
import { readSettings } from "../scripts/start/settings.js";
import type { Database } from "../services/kit/store/open/database.js";
import { openTestDatabase } from "./open-test-database.js";
import { preparedDirectory, subgraphsOf, type Prepared } from "./prepared.js";
import { openSharedPlanner } from "./shared-planner.js";

export interface TestHub extends Hub {
  readonly keys: Keys;
  /** All that was logged, as it would stand in the log file. */
  readonly logged: readonly string[];
  /** The statements of the published reader since the last `statements.length = 0`. */
  readonly statements: string[];
  readonly token: (role: Role, department: string | null, subject?: string) => Promise<string>;
  readonly query: (
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    token?: string,
  ) => Promise<Answer>;
  readonly submit: (
    feed: string,
    file: Uint8Array | string,
    token: string,
  ) => Promise<{ readonly status: number; readonly body: SubmitAnswer }>;
  /** The marked workbook of a submission. */
  readonly report: (submission: string, token: string) => Promise<ArrayBuffer>;
  /** Hands in, reviews and publishes by two people of the department; throws when the file has errors. */
  readonly publish: (feed: string, file: Uint8Array | string, department: string) => Promise<string>;
}

export interface Answer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
}

export interface SubmitAnswer {
  readonly code?: string;
  readonly message?: string;
  readonly details?: Readonly<Record<string, string | number>>;
  readonly submission?: {
    readonly id: string;
    readonly state: string;
    readonly rows: number;
    readonly errors: number;
    readonly warnings: number;
    readonly infos: number;
  };
  readonly findings?: readonly {
    readonly row: number | null;
    readonly field: string | null;
    readonly value: string | null;
    readonly code: string;
    readonly severity: string;
    readonly message: string;
  }[];
}

export interface TestHubOptions {
  /** The subgraphs of the hub, instead of all: the test does not need the others. */
  readonly domains?: Prepared["domains"];
  /** Data published at its start; none by default. */
  readonly holds?: Prepared["holds"];
  /** A database instead of one of its own; closed with the hub. */
  readonly database?: Database;
  readonly settings?: Readonly<Record<string, string>>;
  /** Keys of another process of the same hub. */
  readonly keys?: Keys;
  /** The machine's clock, in milliseconds since 1970, instead of this one's. */
  readonly clock?: () => number;
}

export async function startHub({
  domains,
  holds = "nothing",
  settings = {},
  database,
  keys: given,
  clock,
}: TestHubOptions = {}): Promise<TestHub> {
  const logged: string[] = [];
  const statements: string[] = [];
  const prepared: Prepared = { domains: domains ?? null, holds };
  const keys = given ?? (await keysFor(database === undefined ? prepared : null));
  const hub = await openHub({
    settings: readSettings({ PORT: "0", RATE_LIMITS: "off", ...settings }),
    keys,
    database: database ?? (await openTestDatabase(prepared)),
    subgraphs: await subgraphsOf(prepared.domains),
    log: createLog((line) => logged.push(line)),
    makePlanner: await openSharedPlanner(),
    onStatement: (text) => statements.push(text),
    ...(clock && { clock }),
  });

  const token: TestHub["token"] = (role, department, subject) => {
    const person: Caller = demoPerson(role, department);
    return hub.issuer.issue(subject === undefined ? person : { ...person, subject }, 1);
  };

  const query: TestHub["query"] = async (text, variables = {}, bearer) => {
    const response = await fetch(`${hub.url}/graphql`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
      },
      body: JSON.stringify({ query: text, variables }),
    });
    return (await response.json()) as Answer; // the shape of every GraphQL answer
  };

  const submit: TestHub["submit"] = async (feed, file, bearer) => {
    const response = await fetch(`${hub.url}/intake/${feed}`, {
      method: "POST",
      headers: { authorization: `Bearer ${bearer}`, "content-type": "application/octet-stream" },
      body: Buffer.from(file),
    });
    // PROTOCOL.md section 2
    return { status: response.status, body: (await response.json()) as SubmitAnswer };
  };

  const report: TestHub["report"] = async (submission, bearer) => {
    const response = await fetch(`${hub.url}/intake/submissions/${submission}/report.xlsx`, {
      headers: { authorization: `Bearer ${bearer}` },
    });
    return response.arrayBuffer();
  };

  const publish: TestHub["publish"] = async (feed, file, department) => {
    const [clerk, reviewer] = await Promise.all([token("clerk", department), token("reviewer", department)]);
    const { body } = await submit(feed, file, clerk);
    const id = body.submission?.id;
    if (id === undefined || body.submission?.errors !== 0)
      throw new Error(`${feed} was not accepted: ${JSON.stringify(body)}`);
    const step = async (text: string, bearer: string, variables: object = {}): Promise<Answer> => {
      const answer = await query(text, { id, ...variables }, bearer);
      if (answer.errors) throw new Error(JSON.stringify(answer.errors));
      return answer;
    };
    await step("mutation ($id: ID!) { submitForReview(id: $id) { id } }", clerk);
    const seen = await step(
      "query ($id: ID!) { submission(id: $id) { difference { digest unusual { name } } } }",
      reviewer,
    );
    const [digest, unusual] = ["digest", "unusual"].map((field) =>
      valueAt(seen.data, "submission", "difference", field),
    );
    const names = Object.values(unusual ?? {}).map((change) => valueAt(change, "name"));
    await step(
      "mutation ($id: ID!, $digest: String!, $names: [String!]) { approve(id: $id, differenceDigest: $digest, acknowledged: $names) { id } }",
      reviewer,
      { digest, names },
    );
    await step("mutation ($id: ID!) { publish(id: $id) { id } }", reviewer);
    return id;
  };

  return { ...hub, keys, logged, statements, token, query, submit, report, publish };
}

/**
 * The pseudonyms of persons in what is prepared are made by the keys beside it; another hub has other keys.
 */
export async function keysFor(prepared: Prepared | null): Promise<Keys> {
  if (prepared !== null) return openKeys(readSettings({ TONGCHA_DATA: await preparedDirectory(prepared) }));
  return makeKeys();
}

/** The value at a path of an answer; undefined when there is none. */
export function valueAt(from: unknown, ...path: readonly (string | number)[]): unknown {
  let value = from;
  for (const step of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Object.entries(value).find(([name]) => name === String(step))?.[1];
  }
  return value;
}
