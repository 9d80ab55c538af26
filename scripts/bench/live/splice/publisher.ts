/**
 * The people of a hub in another process: a clerk and a reviewer who publish penalties, each with the next
 * number, and a developer who publishes schemas.
 */
import { readFile } from "node:fs/promises";
import { penalties } from "../../../../services/enforcement/feeds/penalties.js";
import { findSampleGenerator } from "../../../../services/kit/sample/discover-sample.js";
import { generateRows } from "../../../../services/kit/sample/generate-rows.js";
import { discoverContracts } from "../../../../services/kit/graph/serve/discover.js";
import { today } from "../../../../services/kit/values/dates.js";
import { createIssuer } from "../../../../gateway/rights/issuer.js";
import type { Role } from "#schema/caller.js";
import { demoPerson } from "../../../start/demo-people.js";
import { openKeys } from "../../../start/keys/keys.js";
import { findSampleDepartment } from "../../../start/sample-department.js";
import { readSettings } from "../../../start/settings.js";
import { numberFor } from "./decision-number.js";

export interface Publisher {
  /** Publishes the records to which penalties refer. */
  readonly publishDirectory: () => Promise<void>;
  /** Publishes so many penalties as one release; resolves with the number of the last. */
  readonly publishPenalties: (count: number) => Promise<number>;
  readonly publishSubgraph: (sdl: string, url: string) => Promise<void>;
  /** The cursor of the latest release. */
  readonly latestRelease: () => Promise<string>;
}

const DIRECTORY = new URL("../../../../../services/directory/samples/", import.meta.url);
/** Composing and checking a schema, on a busy machine. */
const LONGEST_ANSWER_MS = 120_000;
const AUTHORITY = "scjgj";

/** `hubUrl` is where to send it at the moment. */
export async function openPublisher(
  hubUrl: () => string,
  environment: Readonly<Record<string, string>>,
): Promise<Publisher> {
  const settings = readSettings(environment);
  const issuer = createIssuer({
    keys: (await openKeys(settings)).issuer,
    issuer: settings.tokenIssuer,
    audience: settings.tokenAudience,
  });
  const department = await findSampleDepartment(await discoverContracts(), AUTHORITY);
  const sample = (await findSampleGenerator(penalties.id)) ?? undefined;
  const tokenOf = (role: Role, of: string): Promise<string> => issuer.issue(demoPerson(role, of), 1);
  const developer = await tokenOf("developer", "jtj");
  let last = 0;

  const ask = async (query: string, variables: object, token?: string): Promise<unknown> => {
    const response = await fetch(`${hubUrl()}/graphql`, {
      method: "POST",
      signal: AbortSignal.timeout(LONGEST_ANSWER_MS),
      headers: {
        "content-type": "application/json",
        connection: "close",
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as {
      readonly data?: { readonly result: unknown };
      readonly errors?: unknown;
    }; // what a hub answers
    if (errors !== undefined || !data) throw new Error(JSON.stringify(errors));
    return data.result;
  };
  const publish = async (feed: string, file: string | Buffer, of: string): Promise<void> => {
    const [clerk, reviewer] = await Promise.all([tokenOf("clerk", of), tokenOf("reviewer", of)]);
    const response = await fetch(`${hubUrl()}/intake/${feed}`, {
      method: "POST",
      signal: AbortSignal.timeout(LONGEST_ANSWER_MS),
      headers: {
        authorization: `Bearer ${clerk}`,
        "content-type": "application/octet-stream",
        connection: "close",
      },
      body: file,
    });
    const { submission, ...rest } = (await response.json()) as {
      readonly submission?: { readonly id: string; readonly errors: number };
    }; // what the intake answers
    if (submission?.errors !== 0)
      throw new Error(`${feed} was not accepted: ${JSON.stringify({ submission, ...rest }).slice(0, 2_000)}`);
    const { id } = submission;
    await ask("mutation ($id: ID!) { result: submitForReview(id: $id) { id } }", { id }, clerk);
    const { difference } = (await ask(
      "query ($id: ID!) { result: submission(id: $id) { difference { digest unusual { name } } } }",
      { id },
      reviewer,
    )) as {
      readonly difference: {
        readonly digest: string;
        readonly unusual: readonly { readonly name: string }[];
      };
    }; // what was asked
    // Two generated rows may be the same but for their numbers.
    const names = difference.unusual.map(({ name }) => name);
    await ask(
      "mutation ($id: ID!, $digest: String!, $names: [String!]) { result: approve(id: $id, differenceDigest: $digest, acknowledged: $names) { id } }",
      { id, digest: difference.digest, names },
      reviewer,
    );
    await ask("mutation ($id: ID!) { result: publish(id: $id) { id } }", { id }, reviewer);
  };

  return {
    publishDirectory: async () => {
      for (const feed of ["departments", "areas"])
        await publish(`directory.${feed}`, await readFile(new URL(`${feed}.zwfwj.csv`, DIRECTORY)), "zwfwj");
    },
    publishPenalties: async (count) => {
      const rows = [
        ...generateRows(penalties, { rows: count, seed: last, today: today(), department, sample }),
      ].map((row) => ({ ...row, decisionNumber: numberFor((last += 1), row["decisionDate"] ?? "") }));
      await publish(penalties.id, JSON.stringify(rows), AUTHORITY);
      return last;
    },
    publishSubgraph: async (sdl, url) => {
      const result = await ask(
        "mutation ($input: SubgraphInput!) { result: publishSubgraph(input: $input) { ok findings { code message { en } } } }",
        { input: { name: "splice", url, sdl } },
        developer,
      );
      if (!(result as { readonly ok: boolean }).ok) throw new Error(JSON.stringify(result)); // what was asked
    },
    latestRelease: async () => {
      const { nodes } = (await ask("{ result: releases(first: 1) { nodes { cursor } } }", {})) as {
        readonly nodes: readonly { readonly cursor: string }[];
      }; // what was asked
      return nodes[0]?.cursor ?? "0";
    },
  };
}
