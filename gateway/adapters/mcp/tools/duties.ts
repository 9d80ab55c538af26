import { z } from "zod";
import { HubError } from "#schema/errors.js";
import { queryPath } from "../source.js";
import { defineTool, demand } from "../tool.js";

const TEXT = `query McpDuties($where: DepartmentWhere!, $after: String) {
  departments(where: $where, first: 1) { nodes {
    code name permalink
    duties(first: 50, after: $after) {
      totalCount pageInfo { endCursor hasNextPage }
      nodes {
        isLead isOverdue lastReleasedAt nextDue releaseCount punctuality { from records lateRecords }
        feed { id title legalBasis rhythmLabel }
      }
    }
  } }
}`;

const duty = z.object({
  isLead: z.boolean().describe("Whether the department leads the dataset"),
  isOverdue: z.boolean(),
  lastReleasedAt: z.string().nullable(),
  nextDue: z.string().nullable(),
  releaseCount: z.int(),
  punctuality: z
    .object({ from: z.string(), records: z.int(), lateRecords: z.int() })
    .nullable()
    .describe("Records with deadlines of their own: how many of a year were late"),
});
const answer = z.object({
  departments: z.object({
    nodes: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        permalink: z.string(),
        duties: z.object({
          totalCount: z.int(),
          pageInfo: z.object({ endCursor: z.string().nullable(), hasNextPage: z.boolean() }),
          nodes: z.array(
            duty.extend({
              feed: z.object({
                id: z.string(),
                title: z.string(),
                legalBasis: z.string(),
                rhythmLabel: z.string(),
              }),
            }),
          ),
        }),
      }),
    ),
  }),
});

export const duties = defineTool({
  name: "duties",
  title: "公开职责 Duties to publish",
  description:
    "What a department must publish, by which law, how often, and whether it does so in time. Codes: `query` with { departments { nodes { code name } } }. 一个部门应公开什么、依据、周期、是否按时。",
  fields: ["departments"],
  input: z.strictObject({
    department: z.string().min(1).max(100).describe("Its code or full name, such as scjgj"),
    after: z.string().max(1_000).optional().describe("`next` of the page before"),
  }),
  output: z.object({
    department: z.object({ code: z.string(), name: z.string(), address: z.url() }),
    address: z.url().describe("Gives the duties of now"),
    total: z.int(),
    next: z.string().nullable(),
    duties: z.array(
      duty.extend({
        dataset: z.object({ id: z.string(), title: z.string() }),
        legalBasis: z.string(),
        due: z.string().describe("How often, in Chinese"),
      }),
    ),
  }),
  call: async ({ department, after }, { ask, addressOf }) => {
    const where = { or: [{ code: { eq: department } }, { name: { eq: department } }] };
    const { departments } = answer.parse(await demand(ask, TEXT, { where, after }));
    const [found] = departments.nodes;
    if (!found)
      throw new HubError("TOOL_ARGUMENTS", {
        tool: "duties",
        reason: `部门名录中没有“${department}”`,
        reasonEn: `the directory has no department '${department}'`,
      });
    const { totalCount, pageInfo, nodes } = found.duties;
    return {
      department: { code: found.code, name: found.name, address: addressOf(found.permalink) },
      address: addressOf(
        queryPath(
          `{ departments(where: { code: { eq: ${JSON.stringify(found.code)} } }) { nodes { code name duties { nodes { isOverdue nextDue lastReleasedAt feed { id title legalBasis } } } } } }`,
        ),
      ),
      total: totalCount,
      next: pageInfo.hasNextPage ? pageInfo.endCursor : null,
      duties: nodes.map(({ feed: { id, title, legalBasis, rhythmLabel }, ...rest }) => ({
        ...rest,
        dataset: { id, title },
        legalBasis,
        due: rhythmLabel,
      })),
    };
  },
});
