/** What proves a record to whoever does not trust the hub: `provenance { proof { … } }`. */
import type { RecordProof } from "../../store/read/record-proof.js";
import { PROOF } from "../types/costs.js";
import {
  Ctx,
  Directive,
  FieldResolver,
  Int,
  ObjectType,
  Resolver,
  Root,
  type ClassType,
} from "../types/decorators.js";
import { describe } from "../types/describe.js";
import { addField, makeType } from "../types/make-type.js";
import { provenanceType, type Provenance } from "../types/record-type.js";
import type { SubgraphContext } from "./context.js";

/** The class for a subgraph, the same one each time. */
export function provenanceFields(subgraph: string): ClassType {
  const known = classes.get(subgraph);
  if (known) return known;
  const proofType = makeProofType();

  @Resolver(() => provenanceType(subgraph))
  class ProvenanceFields {
    @Directive(PROOF)
    @FieldResolver(() => proofType, {
      nullable: true,
      description: describe(
        "证明：此次发布确实公开了这样的记录，可自行验证",
        "Proves that the release published the record as it is, to be verified by anybody",
      ),
    })
    proof(
      @Root() { contract, id, release }: Provenance,
      @Ctx() { reader }: SubgraphContext,
    ): Promise<RecordProof | null> {
      return reader.proof(contract, id, Number(release.id));
    }
  }
  classes.set(subgraph, ProvenanceFields);
  return ProvenanceFields;
}

const classes = new Map<string, ClassType>();

function makeProofType(): ClassType {
  const type = makeType(
    "RecordProof",
    ObjectType("RecordProof", {
      description: describe(
        "记录的证明：叶由盐和内容算出（SHA-256），路径通向该次发布的默克尔树的根",
        "Proof of a record: its leaf is SHA-256 of 0x00, salt and content; the path leads to the root of its release's Merkle tree (RFC 6962)",
      ),
      simpleResolvers: true,
    }),
  );
  Directive("@shareable")(type);
  addField(
    type,
    "content",
    String,
    describe(
      "记录的公开内容，规范的 JSON（RFC 8785）",
      "What is public of the record, as canonical JSON (RFC 8785)",
    ),
  );
  addField(type, "salt", String, describe("盐：随机的 UUID", "The salt, a random UUID"));
  addField(type, "leaf", String, describe("叶，十六进制", "The leaf, hexadecimal"));
  addField(type, "index", Int, describe("叶在树中的位置，从0起", "Place of the leaf in the tree, from 0"));
  addField(
    type,
    "pathHashes",
    [String],
    describe(
      "从叶到根的各个相邻节点，十六进制",
      "Neighbours on the way to the root, the lowest first, hexadecimal",
    ),
  );
  return type;
}
