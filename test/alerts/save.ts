/** Saves a standing query as anybody would. */
import { valueAt, type TestHub } from "../start-hub.js";
import { until } from "../until.js";

export interface Saved {
  readonly id: string;
  readonly token: string;
  readonly secret: string;
  readonly atom: string;
}

export async function save(
  hub: Pick<TestHub, "query">,
  input: Readonly<Record<string, unknown>>,
): Promise<Saved> {
  const answer = await hub.query(
    "mutation ($input: StandingQueryInput!) { saveStandingQuery(input: $input) { token webhookSecret standingQuery { id atom } } }",
    { input },
  );
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  const saved = valueAt(answer.data, "saveStandingQuery");
  return {
    id: String(valueAt(saved, "standingQuery", "id")),
    token: String(valueAt(saved, "token")),
    secret: String(valueAt(saved, "webhookSecret")),
    atom: String(valueAt(saved, "standingQuery", "atom")),
  };
}

/** The titles that a standing query's answer has now, newest first, once all releases are matched. */
export async function titlesOf(hub: TestHub, id: string): Promise<readonly unknown[]> {
  await untilMatched(hub);
  const { data } = await hub.query(
    "query ($id: ID!) { standingQuery(id: $id) { matches(first: 100) { nodes { title } } } }",
    { id },
  );
  const nodes = valueAt(data, "standingQuery", "matches", "nodes");
  return (Array.isArray(nodes) ? nodes : []).map((node) => valueAt(node, "title"));
}

export function untilMatched({ parts: { database } }: Pick<TestHub, "parts">): Promise<void> {
  return until(async () => {
    const {
      rows: [state],
    } = await database.pool.query<{ isDone: boolean }>(
      'SELECT release >= (SELECT coalesce(max(number), 0) FROM hub.release) AS "isDone" FROM alerts.progress',
    );
    return state?.isDone === true;
  }, "all releases are matched");
}
