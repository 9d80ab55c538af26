import { z } from "zod";
import { queryPath, release } from "../source.js";
import { defineTool, demand, GraphErrors } from "../tool.js";

const LATEST = "{ releases(first: 1) { nodes { number releasedAt } } }";
const latestAnswer = z.object({ releases: z.object({ nodes: z.array(release) }) });

export const query = defineTool({
  name: "query",
  title: "查询总图 Query the graph",
  description:
    "Any GraphQL query of the public view, within its limits of size, depth and cost. Select `permalink provenance { row release { number releasedAt } }` of records, to cite them. Lists take where, orderBy, first (at most 100), after, asOf, and have groups for counts and sums. `describe_dataset` tells types and filters. 按公开的接口视图查询。",
  fields: ["releases"],
  input: z.strictObject({
    query: z.string().min(1).describe("GraphQL: a query, no mutation, no subscription"),
    variables: z.record(z.string(), z.unknown()).optional(),
    operationName: z.string().max(200).optional(),
  }),
  output: z.object({
    data: z.record(z.string(), z.unknown()),
    errors: z
      .array(z.record(z.string(), z.unknown()))
      .optional()
      .describe("Of fields that are missing in data"),
    source: z.object({
      name: z.string(),
      release: release.nullable().describe("What was public by then is in the answer"),
      address: z.url().nullable().describe("Gives the answer of now; null for a query too long for a link"),
    }),
  }),
  call: async ({ query: text, variables = {}, operationName = null }, { ask, addressOf }) => {
    const { releases } = latestAnswer.parse(await demand(ask, LATEST, {}));
    const { data, errors } = await ask({ document: { kind: "text", text }, variables, operationName });
    if (data === null) throw new GraphErrors(errors ?? []);
    const path = [
      queryPath(text),
      ...(Object.keys(variables).length > 0
        ? [`variables=${encodeURIComponent(JSON.stringify(variables))}`]
        : []),
      ...(operationName === null ? [] : [`operationName=${encodeURIComponent(operationName)}`]),
    ].join("&");
    return {
      data,
      ...(errors && { errors: errors.map((error) => ({ ...error })) }),
      source: {
        name: "北京市密云区政务公开总图（通查）",
        release: releases.nodes[0] ?? null,
        address: path.length > LONGEST_LINK ? null : addressOf(path),
      },
    };
  },
});

const LONGEST_LINK = 8_000;
