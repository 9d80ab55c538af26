/** What a department's register of requests says of tables 三 and 四, as it was after a release. */
import { publishedBatches } from "#kit/hub";
import { openRequestCount, REGISTER_FIELDS } from "../annual/request-count.js";
import type { Reading } from "../duties/read/known.js";

export const REQUESTS = "disclosure.requests";

interface Scope {
  readonly year: string;
  readonly organ: string;
  /** Up to and with it. */
  readonly release: number;
}

/** By the codes of cells; each has a value, 0 where there is none. */
export async function requestCells(
  { context, statements }: Reading,
  { year, organ, release }: Scope,
): Promise<ReadonlyMap<string, number>> {
  const count = openRequestCount(year);
  const contract = context.contracts().find(({ id }) => id === REQUESTS);
  if (!contract) return count.cells;
  const list = {
    where: { department: { eq: organ } },
    orderBy: [],
    asOf: release,
    fields: new Set<string>(REGISTER_FIELDS),
  };
  for await (const records of publishedBatches(statements, contract, list))
    for (const record of records)
      count.add((field) => {
        const value = record[field];
        return typeof value === "string" ? value : null;
      });
  return count.cells;
}
