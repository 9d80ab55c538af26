/**
 * The schemas for validating documents: the latest graph's API schema, or a contract's view. Each is built at
 * its first use, and cached until the graph changes.
 */
import { buildASTSchema, parse, type GraphQLSchema } from "graphql";
import { HubError } from "#schema/errors.js";
import type { ContractDefinition } from "../../graph/contracts/contract.js";
import type { ApplyContracts } from "../../graph/kept/apply-kept.js";
import type { StoredRevision } from "../store/revision-rows.js";

/** Rejects with CONTRACT_UNKNOWN or CONTRACT_UNUSABLE. */
export type SchemaOf = (
  revision: Pick<StoredRevision, "supergraph">,
  contract: string | null,
) => Promise<GraphQLSchema>;

const WHOLE: ContractDefinition = {
  name: "",
  include: [],
  exclude: [],
  descriptionZh: "",
  descriptionEn: "",
};

export function createSchemas(
  contracts: readonly ContractDefinition[],
  applyContracts: ApplyContracts,
): SchemaOf {
  let made: string | null = null;
  const schemas = new Map<ContractDefinition, Promise<GraphQLSchema>>();
  return (revision, contract) => {
    const definition = contract === null ? WHOLE : contracts.find(({ name }) => name === contract);
    if (!definition)
      return Promise.reject(
        new HubError("CONTRACT_UNKNOWN", {
          contract: String(contract).slice(0, 100),
          known: contracts.map(({ name }) => name).join("、"),
        }),
      );
    if (revision.supergraph !== made) schemas.clear();
    made = revision.supergraph;
    const known =
      schemas.get(definition) ??
      make(revision.supergraph, definition, applyContracts).catch((error: unknown) => {
        schemas.delete(definition);
        throw error;
      });
    schemas.set(definition, known);
    return known;
  };
}

async function make(
  supergraph: string,
  definition: ContractDefinition,
  applyContracts: ApplyContracts,
): Promise<GraphQLSchema> {
  const view = (await applyContracts({ supergraph, definitions: [definition] })).get(definition.name);
  if (view?.ok !== true) throw new HubError("CONTRACT_UNUSABLE", { contract: definition.name });
  return buildASTSchema(parse(view.sdl, { noLocation: true }), { assumeValidSDL: true });
}
