/** A discrepancy as it is kept, in the words of the contract that it breaks. */
import { labelOf, storedFields, type FeedContract } from "#kit";
import { stateOf, type Discrepancy } from "../read.js";
import type { DiscrepancySideType, DiscrepancyType } from "./types.js";

/** An agreement that the program has no more is told by its code. */
export function toDiscrepancy(found: Discrepancy, contracts: readonly FeedContract[]): DiscrepancyType {
  const here = contracts.find(({ id }) => id === found.feed);
  const agreement = here?.agrees.find(({ id }) => id === found.agreement);
  const there = contracts.find(({ id }) => id === agreement?.other.feed);
  const same = agreement?.same.find(({ code }) => code === found.code);
  const over = agreement?.over?.code === found.code ? agreement.over : undefined;
  const difference = [agreement?.onlyHere, agreement?.onlyThere, over, same].find(
    (each) => each?.code === found.code,
  );
  return {
    number: found.number,
    id: found.id,
    code: found.code,
    subject: agreement?.title.zh ?? found.agreement,
    difference: difference?.zh ?? found.code,
    differenceEn: difference?.en ?? found.code,
    thing: found.thing,
    state: stateOf(found),
    foundAt: found.foundAt,
    resolvedAt: found.resolvedAt,
    here: side(
      here,
      found.feed,
      found.hereDepartment,
      found.hereRecord,
      saidAs(here, same?.field, found.hereSays),
    ),
    there: side(
      there,
      agreement?.other.feed ?? found.feed,
      found.thereDepartment,
      found.thereRecord,
      saidAs(there, over ? Object.keys(over.when)[0] : same?.other, found.thereSays),
    ),
  };
}

function side(
  contract: FeedContract | undefined,
  feed: string,
  department: string,
  record: string | null,
  says: string | null,
): DiscrepancySideType {
  return {
    feed: { id: feed },
    department: { code: department },
    record,
    permalink: contract && record !== null ? `/id/${contract.type}/${record}` : null,
    says,
  };
}

/** Codes are said in the words of their list. */
function saidAs(
  contract: FeedContract | undefined,
  name: string | undefined,
  text: string | null,
): string | null {
  const field = contract && storedFields(contract).find((stored) => stored.field === name);
  if (!field || text === null) return text;
  if (field.list) return labelOf(field.list, text, "ZH");
  return field.unit !== null ? `${text}${field.unit}` : text;
}
