/** What `tongcha key` can do at a running hub. */
import { HubError } from "#schema/errors.js";
import { PLANS } from "../../../gateway/api-keys/plan.js";
import { allPages, type Page } from "../all-pages.js";
import { askHub } from "../ask-hub.js";
import { textOption, type CommandInput } from "../command.js";

export type Action = (input: CommandInput) => Promise<void>;

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly plan: string;
  readonly until: string | null;
  readonly madeAt: string;
  readonly madeBy: string;
  readonly revokedAt: string | null;
  readonly revokedBy: string | null;
  readonly revokedBecause: string | null;
  readonly suspendedAt: string | null;
  readonly suspendedBy: string | null;
  readonly suspendedBecause: string | null;
}

const FIELDS =
  "id name owner plan until madeAt madeBy revokedAt revokedBy revokedBecause suspendedAt suspendedBy suspendedBecause";

const CREATE = `mutation ($input: ApiKeyInput!) { result: createApiKey(input: $input) { key apiKey { ${FIELDS} } } }`;

/** The key alone on the standard output, so that it can be piped to where it is kept. */
export const create: Action = async (input) => {
  const plan = PLANS.find((known) => known === textOption(input, "plan"));
  if (!plan) throw new HubError("OPTION_INVALID", { option: "--plan", wanted: PLANS.join("、") });
  const made = await ask<{ readonly key: string; readonly apiKey: Listed }>(input, CREATE, {
    input: {
      name: demand(input, "name", "portal"),
      owner: demand(input, "owner", "示例科技公司"),
      plan: plan.toUpperCase(),
      days: daysOf(input),
    },
  });
  if (isJson(input)) return say(JSON.stringify(made, null, 2));
  process.stderr.write(
    `${format(made.apiKey)}\n密钥只显示这一次，请妥善保管。以请求头 x-api-key 发送，不要写入网址或公开的程序。 The key is shown this once. Send it as the header x-api-key, never in a URL.\n`,
  );
  say(made.key);
};

const LIST = `query ($after: String) { result: apiKeys(first: 100, after: $after) { nodes { ${FIELDS} } pageInfo { hasNextPage endCursor } } }`;

export const list: Action = async (input) => {
  const found = await allPages((after) => ask<Page<Listed>>(input, LIST, { after }));
  say(isJson(input) ? JSON.stringify(found, null, 2) : found.map(format).join("\n"));
};

const CHANGE = (mutation: string): string =>
  `mutation ($id: ID!, $reason: String!) { result: ${mutation}(id: $id, reason: $reason) { ${FIELDS} } }`;

function change(mutation: string, example: string): Action {
  return async (input) => {
    const id = input.parameters[1];
    if (id === undefined) throw new HubError("OPTION_INVALID", { option: "<id>", wanted: "tck_1a2B3c4D" });
    const changed = await ask<Listed>(input, CHANGE(mutation), {
      id,
      reason: demand(input, "reason", example),
    });
    say(isJson(input) ? JSON.stringify(changed, null, 2) : format(changed));
  };
}

export const revoke = change("revokeApiKey", "密钥已泄露");
export const suspend = change("suspendApiKey", "访问异常，待核实");
export const resume = change("resumeApiKey", "已核实");

async function ask<T>(
  input: CommandInput,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<T> {
  return (await askHub(input, query, variables))["result"] as T; // the hub's own answer to a query of ours
}

function format(key: Listed): string {
  const { id, name, owner, plan } = key;
  return `${id}  ${name}  ${owner}  ${plan.toLowerCase()}  ${stateOf(key)}`;
}

function stateOf({ until, revokedAt, revokedBy, revokedBecause, ...key }: Listed): string {
  if (revokedAt !== null) return `已吊销 revoked ${revokedAt} ${revokedBy ?? ""} ${revokedBecause ?? ""}`;
  if (key.suspendedAt !== null)
    return `已暂停 suspended ${key.suspendedAt} ${key.suspendedBy ?? ""} ${key.suspendedBecause ?? ""}`;
  return `有效期至 until ${until ?? "—"}`;
}

function daysOf(input: CommandInput): number | null {
  const given = textOption(input, "days");
  if (given === null) return null;
  const days = Number(given);
  if (!Number.isInteger(days))
    throw new HubError("OPTION_INVALID", {
      option: "--days",
      wanted: "整数天数，例如365",
      wantedEn: "a whole number of days such as 365",
    });
  return days;
}

function demand(input: CommandInput, name: string, example: string): string {
  const text = textOption(input, name);
  if (text !== null && text !== "") return text;
  throw new HubError("OPTION_INVALID", {
    option: `--${name}`,
    wanted: `一段文字，例如 ${example}`,
    wantedEn: `a text such as ${example}`,
  });
}

function isJson(input: CommandInput): boolean {
  return input.options["json"] === true;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
