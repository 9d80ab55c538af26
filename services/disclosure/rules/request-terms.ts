/** By which day a request is answered: 条例 art. 33, with what does not count and what begins anew. */
import { provisionOn, workingDaysIn, type Provision, type RowContext } from "#kit";
import type { RequestCells } from "../columns/requests.js";

/** Working days, longer than any consultation takes; a file may say more. */
export const MOST_SUSPENDED = 250;

const term = { unit: "个工作日", least: 1, most: 60 };

export const requestTerms: Provision<"days" | "extension"> = {
  id: "request-terms",
  title: { zh: "政府信息公开申请的答复期限", en: "Term to answer a request" },
  by: { zh: "收到日期", en: "Day of receipt" },
  parameters: {
    days: { zh: "答复期限", en: "Term", ...term },
    extension: { zh: "延长的期限", en: "Extension", ...term },
  },
  versions: [
    {
      from: "2019-05-15",
      basis: "《中华人民共和国政府信息公开条例》第三十三条",
      isConfirmed: true,
      values: { days: 20, extension: 20 },
    },
    {
      from: "2008-05-01",
      basis: "《中华人民共和国政府信息公开条例》（国务院令第492号）第二十四条",
      isConfirmed: false,
      values: { days: 15, extension: 15 },
    },
  ],
};

type Term = Pick<RequestCells, "receivedOn" | "restartedOn" | "suspendedDays" | "extendedOn">;

/** The last day of the first term: an extension is told by then. */
export function firstDueOn({ receivedOn, restartedOn, suspendedDays }: Term, context: RowContext): string {
  const { days } = provisionOn(requestTerms, receivedOn, context).values;
  const suspended = Math.min(suspendedDays ?? 0, MOST_SUSPENDED);
  return workingDaysIn(context).add(restartedOn ?? receivedOn, days + suspended).date;
}

/** An extension that was told too late extends nothing. */
export function answerDueOn(row: Term, context: RowContext): string {
  const first = firstDueOn(row, context);
  if (row.extendedOn === null || row.extendedOn > first) return first;
  return workingDaysIn(context).add(
    first,
    provisionOn(requestTerms, row.receivedOn, context).values.extension,
  ).date;
}
