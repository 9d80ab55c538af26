/** Whether what a contract expects can be told: by the contract alone, and beside all others. */
import type { FeedContract, StoredKind } from "./contract.js";
import type { Evidence, Filter } from "./expectation.js";
import { storedFields } from "./stored-fields.js";

/** A contradiction in what a contract expects, as far as the contract alone tells; null if there is none. */
export function faultOfExpectations(contract: FeedContract): string | null {
  const ids = contract.expects.map(({ id }) => id);
  if (new Set(ids).size < ids.length) return "two expectations have one id";
  for (const { id, when, due, evidence } of contract.expects) {
    if (!/^[a-z][a-z-]*$/.test(id)) return `the expectation ${id} is not kebab-case`;
    const dates = due.kind === "working-days" ? [due.after] : [due.from, ...(due.until ? [due.until] : [])];
    const fault =
      dates.map((field) => faultOfField(contract, field, ["date"])).find((found) => found !== null) ??
      faultOfField(contract, evidence.names, ["text", "code"]) ??
      faultOfFilter(contract, when);
    if (fault) return `the expectation ${id}: ${fault}`;
    if ((due.kind === "working-days") !== (evidence.period === undefined))
      return `the expectation ${id}: evidence has a period where something is expected for each, and only there`;
  }
  return null;
}

/**
 * Throws a plain Error where evidence is of no feed, or of fields that it has not: the developer's to mend.
 */
export function refuseUnknownEvidence(contracts: readonly FeedContract[]): void {
  for (const { id, expects } of contracts)
    for (const { id: expected, evidence } of expects) {
      const found = contracts.find((contract) => contract.id === evidence.feed);
      const fault = found ? faultOfEvidence(found, evidence) : "there is no such feed";
      if (fault) throw new Error(`Feed ${id}: the expectation ${expected} of ${evidence.feed}: ${fault}`);
    }
}

function faultOfEvidence(contract: FeedContract, { by, period, where }: Evidence): string | null {
  const fault = faultOfField(contract, by, ["text", "code"]);
  if (fault) return fault;
  const fields = storedFields(contract);
  if (!fields.some(({ field, indexed }) => field === by && indexed)) return `the field ${by} is not indexed`;
  if (period !== undefined && !fields.some((stored) => stored.field === period && stored.period !== null))
    return `the field ${period} is no period`;
  return faultOfFilter(contract, where);
}

function faultOfFilter(contract: FeedContract, filter: Filter = {}): string | null {
  for (const [field, values = []] of Object.entries(filter)) {
    const fault = faultOfField(contract, field, ["text", "code", "codes", "boolean"]);
    if (fault) return fault;
    const codes = storedFields(contract)
      .find((stored) => stored.field === field)
      ?.list?.codes.map(({ name }) => name);
    const unknown = codes && values.find((value) => value !== "" && !codes.includes(value));
    if (unknown !== undefined) return `${field} has no code ${unknown}`;
  }
  return null;
}

function faultOfField(contract: FeedContract, name: string, kinds: readonly StoredKind[]): string | null {
  const found = storedFields(contract).find(({ field }) => field === name);
  if (!found) return `the field ${name} reaches no record`;
  return kinds.includes(found.kind) ? null : `the field ${name} is no ${kinds.join(" or ")}`;
}
