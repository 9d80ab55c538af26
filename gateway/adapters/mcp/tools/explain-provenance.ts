import { z } from "zod";
import { HubError } from "#schema/errors.js";
import { source, SOURCE_FIELDS, sourceAnswer, sourceOf } from "../source.js";
import { defineTool, demand } from "../tool.js";
import { recordId } from "./get-record.js";

const TEXT = `query McpProvenance($id: ID!) { node(id: $id) { ... on Record {
  title ${SOURCE_FIELDS}
  made: provenance {
    release { kind approvedBy releasedBy digest hash previousHash proof { entry pathHashes root size } }
    proof { content salt leaf index pathHashes }
  }
  basis: feed { legalBasis rhythmLabel lead { code name } }
} } }`;

const HEAD = "/.well-known/tongcha-log";

const made = z.object({
  kind: z.string(),
  approvedBy: z.string().describe("Pseudonym of the reviewer, never the clerk who handed it in"),
  releasedBy: z.string(),
  digest: z.string().describe("Hash of what the release changed"),
  hash: z.string().describe("Link of the hash chain of all releases"),
  previousHash: z.string(),
});
const hashes = z.array(z.string()).describe("Neighbours on the way to the root, the lowest first");
const proof = z.object({
  content: z.string().describe("What is public of the record, as canonical JSON (RFC 8785)"),
  salt: z.string(),
  leaf: z.string(),
  index: z.int().describe("Place of the leaf in the release's tree, from 0"),
  pathHashes: hashes,
});
const entry = z.object({
  entry: z.string().describe("The release in the log, with the root of its own tree, as canonical JSON"),
  pathHashes: hashes,
  root: z.string().describe("Root of the log"),
  size: z.int(),
});
const answer = z.object({
  node: sourceAnswer
    .extend({
      title: z.string(),
      made: z.object({ release: made.extend({ proof: entry }), proof }),
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
    "Why a record can be relied on: who handed it in, by which law, which release made it public, its row in the file, the release's place in the hash chain, and what proves that the record is in it. 说明一条记录的来源、依据、发布和存在证明。",
  fields: ["node"],
  input: z.strictObject({ id: recordId }),
  output: z.object({
    title: z.string(),
    source,
    legalBasis: z.string(),
    due: z.string().describe("How often the department must hand it in, in Chinese"),
    lead: z.object({ code: z.string(), name: z.string() }).describe("The department that leads the dataset"),
    release: made,
    proof: z
      .object({
        record: proof,
        release: entry,
        head: z.url().describe("The signed head of the log"),
      })
      .describe("Enough to check it without trust in this hub: hashes by RFC 6962, hexadecimal"),
  }),
  call: async ({ id }, means) => {
    const { node } = answer.parse(await demand(means.ask, TEXT, { id }));
    if (node === null) throw new HubError("RECORD_UNKNOWN", { record: id.slice(0, 100) });
    const {
      proof: recordProof,
      release: { proof: releaseProof, ...release },
    } = node.made;
    return {
      title: node.title,
      source: sourceOf(node, means),
      legalBasis: node.basis.legalBasis,
      due: node.basis.rhythmLabel,
      lead: node.basis.lead,
      release,
      proof: {
        record: recordProof,
        release: releaseProof,
        head: means.addressOf(HEAD),
      },
    };
  },
});
