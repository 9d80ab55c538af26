/**
 * Tables 三 and 四 of an annual report as the register of requests has them: what came, what became of it, and
 * what goes on into the next year. Disputes that no request began are not in it.
 */
import { addDays, firstDayOf, shiftPeriod } from "#kit";
import { publishedBatches } from "#kit/hub";
import { cellCode } from "../annual/cells.js";
import { APPLICANT_KINDS, REQUEST_RESULTS } from "../annual/form.js";
import { disputeResults } from "../columns/requests.js";
import type { Reading } from "../duties/read/known.js";

export const REQUESTS = "disclosure.requests";

interface Scope {
  readonly year: string;
  readonly organ: string;
  /** Up to and with it. */
  readonly release: number;
}

/** By the codes of cells; each has a value, 0 where there is none. */
export async function requestCells(reading: Reading, scope: Scope): Promise<ReadonlyMap<string, number>> {
  const kinds = APPLICANT_KINDS.map(({ code }) => code);
  const results = REQUEST_RESULTS.map(({ code }) => code);
  const ends = [...disputeResults.codes.map(({ name }) => name), "OPEN"];
  const cells = new Map<string, number>();
  const rows = ["NEW", "BROUGHT", ...results, "DONE", "CARRIED"];
  for (const row of rows)
    for (const column of [...kinds, "TOTAL"]) cells.set(cellCode("TABLE_3", row, column), 0);
  for (const row of ["REVIEW", "SUIT", "SUIT_AFTER"])
    for (const column of [...ends, "TOTAL"]) cells.set(cellCode("TABLE_4", row, column), 0);
  const add = (table: string, row: string, column: string): void => {
    for (const each of [column, "TOTAL"]) {
      const code = cellCode(table, row, each);
      cells.set(code, (cells.get(code) ?? 0) + 1);
    }
  };
  const first = firstDayOf(scope.year);
  const last = addDays(firstDayOf(shiftPeriod(scope.year, 1)), -1);
  const isIn = (day: string | null): boolean => day !== null && day >= first && day <= last;
  for await (const request of requestsOf(reading, scope)) {
    const { receivedOn, kind, answeredOn, outcome } = request;
    if (receivedOn > last) continue;
    if (isIn(receivedOn)) add("TABLE_3", "NEW", kind);
    else if (answeredOn === null || answeredOn >= first) add("TABLE_3", "BROUGHT", kind);
    if (outcome !== null && isIn(answeredOn)) {
      add("TABLE_3", outcome, kind);
      add("TABLE_3", "DONE", kind);
    }
    if (answeredOn === null || answeredOn > last) add("TABLE_3", "CARRIED", kind);
    for (const { row, filedOn, decidedOn, result } of request.disputes) {
      if (result !== null && isIn(decidedOn)) add("TABLE_4", row, result);
      else if (filedOn <= last && (decidedOn === null || decidedOn > last)) add("TABLE_4", row, "OPEN");
    }
  }
  return cells;
}

interface Dispute {
  readonly row: string;
  readonly filedOn: string;
  readonly decidedOn: string | null;
  readonly result: string | null;
}
interface Request {
  readonly receivedOn: string;
  readonly kind: string;
  readonly answeredOn: string | null;
  readonly outcome: string | null;
  readonly disputes: readonly Dispute[];
}

const FIELDS = [
  "receivedOn",
  "applicantKind",
  "answeredOn",
  "outcome",
  "reviewFiledOn",
  "reviewDecidedOn",
  "reviewResult",
  "suitFiledOn",
  "suitDecidedOn",
  "suitResult",
] as const;

async function* requestsOf(
  { context, statements }: Reading,
  { organ, release }: Scope,
): AsyncGenerator<Request, void> {
  const contract = context.contracts().find(({ id }) => id === REQUESTS);
  if (!contract) return;
  const list = {
    where: { department: { eq: organ } },
    orderBy: [],
    asOf: release,
    fields: new Set<string>(FIELDS),
  };
  for await (const records of publishedBatches(statements, contract, list))
    for (const record of records) {
      const text = (field: (typeof FIELDS)[number]): string | null => {
        const value = record[field];
        return typeof value === "string" ? value : null;
      };
      const [review, suit] = [text("reviewFiledOn"), text("suitFiledOn")];
      const disputes: Dispute[] = [];
      if (review !== null)
        disputes.push({
          row: "REVIEW",
          filedOn: review,
          decidedOn: text("reviewDecidedOn"),
          result: text("reviewResult"),
        });
      if (suit !== null)
        disputes.push({
          row: review === null ? "SUIT" : "SUIT_AFTER",
          filedOn: suit,
          decidedOn: text("suitDecidedOn"),
          result: text("suitResult"),
        });
      yield {
        receivedOn: text("receivedOn") ?? "",
        kind: text("applicantKind") ?? "",
        answeredOn: text("answeredOn"),
        outcome: text("outcome"),
        disputes,
      };
    }
}
