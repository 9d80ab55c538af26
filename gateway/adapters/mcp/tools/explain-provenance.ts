import { z } from "zod";
import { HubError } from "#schema/errors.js";
import { source, SOURCE_FIELDS, sourceAnswer, sourceOf } from "../source.js";
import { defineTool, demand } from "../tool.js";
import { recordId } from "./get-record.js";

const TEXT = `query McpProvenance($id: ID!) { node(id: $id) { ... on Record {
  title ${SOURCE_FIELDS}
  made: provenance { release { kind approvedBy releasedBy digest hash previousHash } }
  basis: feed { legalBasis rhythmLabel lead { code name } }
} } }`;

const made = z.object({
  kind: z.string(),
  approvedBy: z.string().describe("Pseudonym of the reviewer, never the clerk who handed it in"),
  releasedBy: z.string(),
  digest: z.string().describe("Hash of what the release changed"),
  hash: z.string().describe("Link of the hash chain of all releases"),
  previousHash: z.string(),
});
const answer = z.object({
  node: sourceAnswer
    .extend({
      title: z.string(),
      made: z.object({ release: made }),
      basis: z.object({
        legalBasis: z.string(),
        rhythmLabel: z.string(),
        lead: z.object({ code: z.string(), name: z.string() }),
      }),
    })
    .nullable(),
});

export const explainProvenance = defineTool({
  name: "explain_provenance",
  title: "说明来源 Explain provenance",
  description:
    "Why a record can be relied on: who handed it in, by which law, which release made it public, its row in the file, and the release's place in the hash chain. 说明一条记录的来源、依据和发布。",
  fields: ["node"],
  input: z.strictObject({ id: recordId }),
  output: z.object({
    title: z.string(),
    source,
    legalBasis: z.string(),
    due: z.string().describe("How often the department must hand it in, in Chinese"),
    lead: z.object({ code: z.string(), name: z.string() }).describe("The department that leads the dataset"),
    release: made,
  }),
  call: async ({ id }, means) => {
    const { node } = answer.parse(await demand(means.ask, TEXT, { id }));
    if (node === null) throw new HubError("RECORD_UNKNOWN", { record: id.slice(0, 100) });
    return {
      title: node.title,
      source: sourceOf(node, means),
      legalBasis: node.basis.legalBasis,
      due: node.basis.rhythmLabel,
      lead: node.basis.lead,
      release: node.made.release,
    };
  },
});
