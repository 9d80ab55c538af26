/** The actions of `tongcha documents` at a running hub. Each resolves with its exit code. */
import { HubError } from "#schema/errors.js";
import type { DocumentFinding } from "../../../gateway/registry/documents/examine-document.js";
import type { DocumentsReport } from "../../../gateway/registry/documents/client-documents.js";
import { allPages, type Page } from "../all-pages.js";
import { askHub } from "../ask-hub.js";
import { textOption, type CommandInput } from "../command.js";
import { readManifestFile, type ManifestDocument } from "./read-manifest.js";

export type Action = (input: CommandInput) => Promise<number>;

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const PUBLISH = `mutation ($client: ID!, $contract: ID, $documents: [DocumentInput!]!) {
  result: publishDocuments(client: $client, contract: $contract, documents: $documents) { ok added unchanged findings { id operation code message { zh en } line column } } }`;

/**
 * Registers the valid documents, even if other parts of a large manifest are not valid: publishing it again,
 * once it is corrected, changes nothing else.
 */
export const publish: Action = async (input) => {
  const variables = { client: client(input), contract: textOption(input, "contract") };
  const reports: DocumentsReport[] = [];
  for (const documents of inParts(await readManifestFile(file(input))))
    reports.push(await ask<DocumentsReport>(input, PUBLISH, { ...variables, documents }));
  const sum = (of: (report: DocumentsReport) => number): number =>
    reports.reduce((total, report) => total + of(report), 0);
  const report: DocumentsReport = {
    ok: reports.every(({ ok }) => ok),
    added: sum(({ added }) => added),
    unchanged: sum(({ unchanged }) => unchanged),
    findings: reports.flatMap(({ findings }) => findings),
  };
  if (input.options["json"] === true) say(JSON.stringify(report, null, 2));
  else {
    for (const finding of report.findings) say(format(finding));
    say(
      `新登记${report.added}个，原已登记${report.unchanged}个，不能登记${report.findings.length}处。 ${report.added} new, ${report.unchanged} unchanged, ${report.findings.length} findings.`,
    );
  }
  return report.ok ? 0 : 1;
};

interface Listed {
  readonly id: string;
  readonly text: string;
  readonly operations: readonly string[];
  readonly contract: string | null;
  readonly publishedAt: string;
  readonly publishedBy: string;
  readonly withdrawnAt: string | null;
  readonly withdrawnBy: string | null;
}

const LIST =
  "query ($client: ID!, $after: String) { result: clientDocuments(client: $client, first: 100, after: $after) { nodes { id text operations contract publishedAt publishedBy withdrawnAt withdrawnBy } pageInfo { hasNextPage endCursor } } }";

export const list: Action = async (input) => {
  const found = await allPages((after) => ask<Page<Listed>>(input, LIST, { client: client(input), after }));
  if (input.options["json"] === true) say(JSON.stringify(found, null, 2));
  else
    for (const { id, operations, contract, publishedAt, publishedBy, withdrawnAt, withdrawnBy } of found)
      say(
        `${id}  ${operations.join(", ")}  ${contract ?? "/"}  ${publishedAt}  ${publishedBy}${withdrawnAt === null ? "" : `  已注销 withdrawn ${withdrawnAt} ${withdrawnBy ?? ""}`}`,
      );
  return 0;
};

/** Documents of a manifest, or one by its id. */
export const withdraw: Action = async (input) => {
  const id = textOption(input, "id");
  const ids = id === null ? (await readManifestFile(file(input))).map((document) => document.id) : [id];
  const count = await ask<number>(
    input,
    "mutation ($client: ID!, $ids: [ID!]!) { result: withdrawDocuments(client: $client, ids: $ids) }",
    { client: client(input), ids },
  );
  say(`已注销${count}个。 ${count} withdrawn.`);
  return 0;
};

async function ask<T>(
  input: CommandInput,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<T> {
  return (await askHub(input, query, variables))["result"] as T; // the hub's own answer to a query of ours
}

const PART_DOCUMENTS = 1_000;
/** Characters: a request has at most a mebibyte, and a character as much as three bytes. */
const PART_SIZE = 250_000;

function inParts(documents: readonly ManifestDocument[]): readonly (readonly ManifestDocument[])[] {
  const parts: ManifestDocument[][] = [];
  let size = Infinity;
  for (const document of documents) {
    const length = document.id.length + document.text.length;
    const part = parts.at(-1);
    if (!part || part.length === PART_DOCUMENTS || size + length > PART_SIZE) {
      parts.push([document]);
      size = length;
    } else {
      part.push(document);
      size += length;
    }
  }
  return parts;
}

/** Nothing that a manifest says may steer the terminal. */
function format({ id, operation, code, message, line, column }: DocumentFinding): string {
  const text = `${code}  ${id}  ${operation ?? ""}${line === null ? "" : `  ${line}:${column}`}\n  ${message.zh}\n  ${message.en}`;
  return text.replace(/(?!\n)[\p{Cc}\p{Cf}]/gu, "\u{FFFD}");
}

function client(input: CommandInput): string {
  const name = textOption(input, "client");
  if (name === null || name === "")
    throw new HubError("OPTION_INVALID", { option: "--client", wanted: "portal" });
  return name;
}

function file(input: CommandInput): string {
  const path = input.parameters[1];
  if (path === undefined)
    throw new HubError("OPTION_INVALID", { option: "<file>", wanted: "documents.json" });
  return path;
}
