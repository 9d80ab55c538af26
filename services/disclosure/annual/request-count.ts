/**
 * Tables 三 and 四 of an annual report as a register of requests has them: what came, what became of it, and
 * what goes on into the next year. Disputes that no request began are not in it.
 */
import { addDays, firstDayOf, shiftPeriod } from "#kit";
import { disputeResults } from "../columns/requests.js";
import { cellCode } from "./cells.js";
import { APPLICANT_KINDS, REQUEST_RESULTS } from "./form.js";

/** What is read of a record of the register. */
export const REGISTER_FIELDS = [
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

export type RegisterField = (typeof REGISTER_FIELDS)[number];

export interface RequestCount {
  /** A request, by the texts of its fields. */
  readonly add: (read: (field: RegisterField) => string | null) => void;
  /** By the codes of cells; each has a value, 0 where there is none. */
  readonly cells: ReadonlyMap<string, number>;
}

export function openRequestCount(year: string): RequestCount {
  const cells = emptyCells();
  const add = (table: string, row: string, column: string): void => {
    for (const each of [column, "TOTAL"]) {
      const code = cellCode(table, row, each);
      cells.set(code, (cells.get(code) ?? 0) + 1);
    }
  };
  const first = firstDayOf(year);
  const last = addDays(firstDayOf(shiftPeriod(year, 1)), -1);
  const isIn = (day: string | null): boolean => day !== null && day >= first && day <= last;
  const addDispute = (
    row: string,
    filedOn: string | null,
    decidedOn: string | null,
    result: string | null,
  ): void => {
    if (filedOn === null) return;
    if (result !== null && isIn(decidedOn)) add("TABLE_4", row, result);
    else if (filedOn <= last && (decidedOn === null || decidedOn > last)) add("TABLE_4", row, "OPEN");
  };
  return {
    cells,
    add: (read) => {
      const [receivedOn, kind] = [read("receivedOn") ?? "", read("applicantKind") ?? ""];
      const [answeredOn, outcome] = [read("answeredOn"), read("outcome")];
      if (receivedOn > last) return;
      if (isIn(receivedOn)) add("TABLE_3", "NEW", kind);
      else if (answeredOn === null || answeredOn >= first) add("TABLE_3", "BROUGHT", kind);
      if (outcome !== null && isIn(answeredOn)) {
        add("TABLE_3", outcome, kind);
        add("TABLE_3", "DONE", kind);
      }
      if (answeredOn === null || answeredOn > last) add("TABLE_3", "CARRIED", kind);
      const review = read("reviewFiledOn");
      addDispute("REVIEW", review, read("reviewDecidedOn"), read("reviewResult"));
      const suit = review === null ? "SUIT" : "SUIT_AFTER";
      addDispute(suit, read("suitFiledOn"), read("suitDecidedOn"), read("suitResult"));
    },
  };
}

function emptyCells(): Map<string, number> {
  const kinds = APPLICANT_KINDS.map(({ code }) => code);
  const results = REQUEST_RESULTS.map(({ code }) => code);
  const ends = [...disputeResults.codes.map(({ name }) => name), "OPEN"];
  const cells = new Map<string, number>();
  for (const row of ["NEW", "BROUGHT", ...results, "DONE", "CARRIED"])
    for (const column of [...kinds, "TOTAL"]) cells.set(cellCode("TABLE_3", row, column), 0);
  for (const row of ["REVIEW", "SUIT", "SUIT_AFTER"])
    for (const column of [...ends, "TOTAL"]) cells.set(cellCode("TABLE_4", row, column), 0);
  return cells;
}
