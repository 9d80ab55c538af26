/** Puts a mail down to be sent, in the transaction that decides on the reminder. */
import type { SubgraphContext } from "#kit";
import { createPublishedReader, isMailAddress, type Queryable } from "#kit/hub";
import { departmentReference } from "../../duties/plan/departments.js";
import type { MailSubject } from "./mails.js";

/** An address that is none is refused before anything is sent, and shown to the office. */
export async function noteMail(
  client: Queryable,
  { about, reminder, address }: MailSubject & { readonly address: string },
  now: Date,
): Promise<void> {
  const [state, outcome, endedAt] = isMailAddress(address)
    ? ["PENDING", null, null]
    : ["FAILED", "ADDRESS_REFUSED", now];
  await client.query(
    "INSERT INTO disclosure.mail (about, reminder, address, state, next_at, outcome, ended_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    [about, reminder, address, state, now, outcome, endedAt],
  );
}

/** E-mail of departments by their codes, as the directory has it. */
export async function readAddresses(
  client: Queryable,
  contracts: SubgraphContext["contracts"],
): Promise<ReadonlyMap<string, string>> {
  const run: Queryable = { query: (text, values) => client.query(text, values) };
  const reader = createPublishedReader({ ...run, dear: run });
  const contract = contracts().find(({ id }) => id === departmentReference.feed);
  const departments = contract ? await reader.all(contract, new Set(["code", "email"])) : [];
  return new Map(
    departments.flatMap(({ code, email }) => {
      const address = textOf(email)?.trim() ?? "";
      return address === "" ? [] : [[textOf(code) ?? "", address] as const];
    }),
  );
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
