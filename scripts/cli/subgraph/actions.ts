/** The actions of `tongcha subgraph` at a running hub. Each resolves with its exit code. */
import { HubError } from "#schema/errors.js";
import type { Words } from "../../../gateway/graph/composition/finding.js";
import { allPages, type Page } from "../all-pages.js";
import { addressOf, askHub } from "../ask-hub.js";
import { textOption, type CommandInput } from "../command.js";
import { HubRefusal } from "../hub-refusal.js";
import { readText } from "../../start/read-text.js";
import { printChanges, printReport, REPORT_FIELDS, type Report } from "./report.js";

export type Action = (input: CommandInput) => Promise<number>;

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

export const check: Action = async (input) =>
  report(
    input,
    `mutation ($input: SubgraphInput!) { result: checkSubgraph(input: $input) { ${REPORT_FIELDS} } }`,
    { input: await subgraphInput(input) },
  );

export const publish: Action = async (input) =>
  report(
    input,
    `mutation ($input: SubgraphInput!, $note: String) { result: publishSubgraph(input: $input, note: $note) { ${REPORT_FIELDS} } }`,
    { input: await subgraphInput(input), note: textOption(input, "note") },
  );

export const diff: Action = async (input) => {
  const { changes } = await ask<Report>(
    input,
    `mutation ($input: SubgraphInput!) { result: checkSubgraph(input: $input) { changes { coordinate severity message { zh en } } } }`,
    { input: await subgraphInput(input) },
  );
  say(
    changes.length === 0 ? "对外没有变化。 Nothing changes for clients." : printChanges(changes).join("\n"),
  );
  return 0;
};

export const remove: Action = async (input) =>
  report(
    input,
    `mutation ($name: ID!, $note: String) { result: removeSubgraph(name: $name, note: $note) { ${REPORT_FIELDS} } }`,
    { name: required(input, "name", "transport"), note: textOption(input, "note") },
  );

/** One subgraph to an earlier version, or (a supervisor) all of the departments' to an earlier revision. */
export const rollback: Action = async (input) => {
  const note = textOption(input, "note");
  if (textOption(input, "revision") !== null)
    return report(
      input,
      `mutation ($number: Int!, $note: String) { result: restoreGraph(number: $number, note: $note) { ${REPORT_FIELDS} } }`,
      { number: number(input, "revision"), note },
    );
  return report(
    input,
    `mutation ($name: ID!, $version: Int!, $note: String) { result: rollbackSubgraph(name: $name, version: $version, note: $note) { ${REPORT_FIELDS} } }`,
    { name: required(input, "name", "transport"), version: number(input, "to"), note },
  );
};

interface ListedSubgraph {
  readonly name: string;
  readonly isServed: boolean;
  readonly owner: { readonly name: string } | null;
  readonly ownerCode: string | null;
  readonly ownerProblem: Words | null;
  readonly version: {
    readonly version: number;
    readonly publishedAt: string;
    readonly publishedBy: string;
  } | null;
}

export const list: Action = async (input) => {
  const subgraphs = await allPages((after) =>
    ask<Page<ListedSubgraph>>(
      input,
      `query ($after: String) { result: subgraphs(first: 100, after: $after) { pageInfo { hasNextPage endCursor }
        nodes { name isServed owner { name } ownerCode ownerProblem { zh en } version { version publishedAt publishedBy } } } }`,
      { after },
    ),
  );
  for (const { name, isServed, owner, ownerCode, ownerProblem, version } of subgraphs) {
    say(
      `${name.padEnd(24)} ${owner?.name ?? ownerCode ?? "通查 the hub"}  ${isServed && version ? `v${version.version}  ${version.publishedAt}  ${version.publishedBy}` : "未在总图中 not in the graph"}`,
    );
    if (ownerProblem) say(`  ! ${ownerProblem.zh}\n    ${ownerProblem.en}`);
  }
  return 0;
};

/** A supervisor gives a name to another department. */
export const assign: Action = async (input) => {
  const given = {
    name: required(input, "name", "transport"),
    department: required(input, "department", "jtj"),
    reason: required(input, "reason", "…"),
  };
  const { name, ownerCode } = await ask<Pick<ListedSubgraph, "name" | "ownerCode">>(
    input,
    "mutation ($name: ID!, $department: String!, $reason: String!) { result: assignSubgraph(name: $name, department: $department, reason: $reason) { name ownerCode } }",
    given,
  );
  say(`${name}  ${ownerCode ?? ""}`);
  return 0;
};

interface ShownSubgraph {
  readonly version: { readonly sdl: string } | null;
  readonly versions: readonly {
    readonly version: number;
    readonly publishedAt: string;
    readonly publishedBy: string;
    readonly note: string | null;
  }[];
}

/** The schema goes to standard output, so that it can be saved; messages go to standard error. */
export const show: Action = async (input) => {
  const name = required(input, "name", "transport");
  const found = await ask<ShownSubgraph | null>(
    input,
    "query ($name: ID!) { result: subgraph(name: $name) { version { sdl } versions { version publishedAt publishedBy note } } }",
    { name },
  );
  if (!found)
    throw new HubRefusal(addressOf(input), 404, new HubError("SUBGRAPH_UNKNOWN", { name }).toJSON());
  for (const { version, publishedAt, publishedBy, note } of found.versions)
    process.stderr.write(`v${version}  ${publishedAt}  ${publishedBy}  ${note ?? ""}\n`);
  if (found.version) say(found.version.sdl.trimEnd());
  return 0;
};

export const request: Action = async (input) => {
  const asked = {
    kind: textOption(input, "of") === null ? "BREAKING" : "CONSENT",
    subgraph: required(input, "name", "transport"),
    coordinate: required(input, "coordinate", "Area.busLines"),
    of: textOption(input, "of"),
    reason: required(input, "reason", "…"),
    days: number(input, "days"),
  };
  const { id, state } = await ask<{ readonly id: string; readonly state: string }>(
    input,
    "mutation ($input: PermissionInput!) { result: requestPermission(input: $input) { id state } }",
    { input: asked },
  );
  say(`${id}  ${state}`);
  return 0;
};

const DECISIONS = ["GRANTED", "REFUSED", "REVOKED"];

export const decide: Action = async (input) => {
  const decision = required(input, "decision", DECISIONS.join("|")).toUpperCase();
  if (!DECISIONS.includes(decision))
    throw new HubError("OPTION_INVALID", { option: "--decision", wanted: DECISIONS.join("、") });
  const { id, state } = await ask<{ readonly id: string; readonly state: string }>(
    input,
    "mutation ($id: ID!, $decision: PermissionDecision!, $note: String) { result: decidePermission(id: $id, decision: $decision, note: $note) { id state } }",
    { id: required(input, "id", "…"), decision, note: textOption(input, "note") },
  );
  say(`${id}  ${state}`);
  return 0;
};

async function subgraphInput(input: CommandInput): Promise<object> {
  const schema = textOption(input, "schema");
  return {
    name: required(input, "name", "transport"),
    url: required(input, "url", "https://transport.example/graphql"),
    sdl: schema === null ? null : await readText(schema),
  };
}

async function ask<T>(
  input: CommandInput,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<T> {
  return (await askHub(input, query, variables))["result"] as T; // the hub's own answer to a query of ours
}

async function report(
  input: CommandInput,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<number> {
  const found = await ask<Report>(input, query, variables);
  const [name, schema] = [textOption(input, "name"), textOption(input, "schema")];
  say(
    input.options["json"] === true
      ? JSON.stringify(found, null, 2)
      : printReport(found, (subgraph) => (subgraph === name ? (schema ?? subgraph) : subgraph)),
  );
  return found.ok ? 0 : 1;
}

function required(input: CommandInput, name: string, example: string): string {
  const value = textOption(input, name);
  if (value === null || value === "")
    throw new HubError("OPTION_INVALID", { option: `--${name}`, wanted: example });
  return value;
}

function number(input: CommandInput, name: string): number {
  const value = Number(textOption(input, name));
  if (!Number.isInteger(value) || value < 1)
    throw new HubError("OPTION_INVALID", { option: `--${name}`, wanted: "1" });
  return value;
}
