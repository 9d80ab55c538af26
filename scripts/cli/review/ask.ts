/** Submissions at a running hub, as the commands of clerks and reviewers ask for them. */
import { HubError } from "#schema/errors.js";
import { askHub } from "../ask-hub.js";
import type { CommandInput } from "../command.js";

export interface Submission {
  readonly id: string;
  readonly state: string;
  readonly feed: { readonly title: string } | null;
  readonly department: { readonly code: string; readonly name: string | null } | null;
  readonly rows: number;
  readonly errors: number;
  readonly warnings: number;
  readonly fileName: string | null;
  readonly submittedByName: string;
  readonly receivedAt: string;
  readonly reason: string | null;
  readonly noDifference: { readonly code: string; readonly message: string } | null;
  readonly difference: {
    readonly added: number;
    readonly changed: number;
    readonly removed: number;
    readonly unchanged: number;
    readonly digest: string;
  } | null;
}

const FIELDS = `id state feed { title } department { code name } rows errors warnings fileName submittedByName receivedAt reason
  noDifference { code message } difference { added changed removed unchanged digest }`;
const MOST = 100;
const SHORT = 8;

/** The newest first, 100 at most; of one state, or of all. */
export async function listSubmissions(
  input: CommandInput,
  state: string | null,
): Promise<readonly Submission[]> {
  const { nodes } = await ask<{ readonly nodes: readonly Submission[] }>(
    input,
    `query ($state: SubmissionState) { result: submissions(state: $state, first: ${MOST}) { nodes { ${FIELDS} } } }`,
    { state },
  );
  return nodes;
}

/**
 * By its id, or by the beginning of it that no other of the latest has. Throws SUBMISSION_UNKNOWN or
 * COMMAND_INVALID.
 */
export async function resolveId(input: CommandInput): Promise<string> {
  const given = (input.parameters[0] ?? "").toLowerCase();
  if (given.length === UUID_LENGTH) return given;
  const found = (
    await ask<{ readonly nodes: readonly { readonly id: string }[] }>(
      input,
      `{ result: submissions(first: ${MOST}) { nodes { id } } }`,
      {},
    )
  ).nodes.filter(({ id }) => id.startsWith(given));
  const [first] = found;
  if (!first) throw new HubError("SUBMISSION_UNKNOWN", { submission: given.slice(0, 40) });
  if (found.length > 1)
    throw new HubError("COMMAND_INVALID", {
      reason: `“${given}”不止一个报送，请多写几位编号`,
      reasonEn: `'${given}' begins several ids: write more of it`,
    });
  return first.id;
}

const UUID_LENGTH = 36;

export async function findSubmission(input: CommandInput): Promise<Submission> {
  return ask(input, `query ($id: ID!) { result: submission(id: $id) { ${FIELDS} } }`, {
    id: await resolveId(input),
  });
}

/** Characters of an id that people type. */
export function shortId({ id }: Pick<Submission, "id">): string {
  return id.slice(0, SHORT);
}

/** The field `result` of an operation of ours. */
export async function ask<T>(
  input: CommandInput,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<T> {
  return (await askHub(input, query, variables))["result"] as T; // the hub's own answer to a query of ours
}

export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
