/** What commands need to speak with a running hub. */
import { HubError } from "#schema/errors.js";
import { textOption, type CommandInput } from "./command.js";

export function hubUrl(input: CommandInput): string {
  const { host, port } = input.settings;
  return textOption(input, "hub") ?? `http://${host === "0.0.0.0" ? "127.0.0.1" : host}:${port}`;
}

export function tokenOf(input: CommandInput): string | null {
  return textOption(input, "token") ?? input.settings.token;
}

interface GraphQLAnswer { readonly data?: Readonly<Record<string, unknown>> | null; readonly errors?: readonly { readonly message: string }[] }

/** An address with a path is that of a view. */
function endpoint(input: CommandInput): URL {
  const url = new URL(hubUrl(input));
  return url.pathname === "/" ? new URL("/graphql", url) : url;
}

/** The data of a GraphQL operation; an error of the hub is thrown as it came. */
export async function askHub(input: CommandInput, query: string, variables: Readonly<Record<string, unknown>>, token = tokenOf(input)): Promise<Readonly<Record<string, unknown>>> {
  const response = await fetch(endpoint(input), {
    method: "POST", headers: { "content-type": "application/json", ...(token === null ? {} : { authorization: `Bearer ${token}` }) }, body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as GraphQLAnswer; // the hub's own answer
  if (errors?.[0] || !data) throw new HubError("HUB_REFUSED", { reason: errors?.[0]?.message ?? String(response.status) });
  return data;
}
