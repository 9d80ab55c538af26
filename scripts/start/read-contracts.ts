/**
 * Contracts from a JSON file: `[{ "name": "public", "exclude": ["internal"] }]`, with `include`,
 * `descriptionZh` and `descriptionEn` if they are wanted.
 */
import { HubError } from "#schema/errors.js";
import { isContractName, type ContractDefinition } from "../../gateway/graph/contracts/contract.js";
import { readText } from "./read-text.js";

/** Throws FILE_UNREADABLE or OPTION_INVALID. */
export async function readContracts(file: string): Promise<readonly ContractDefinition[]> {
  const given = parseOrNull(await readText(file));
  const contracts = Array.isArray(given) ? given.map(toDefinition) : [null];
  const sound = contracts.filter((contract) => contract !== null);
  if (sound.length < contracts.length || new Set(sound.map(({ name }) => name)).size < sound.length)
    throw new HubError("OPTION_INVALID", {
      option: "--contracts",
      wanted: '[{ "name": "public", "exclude": ["internal"] }]',
    });
  return sound;
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function toDefinition(given: unknown): ContractDefinition | null {
  if (typeof given !== "object" || given === null) return null;
  const {
    name,
    include = [],
    exclude = [],
    descriptionZh = "",
    descriptionEn = "",
  }: Readonly<Record<string, unknown>> = { ...given };
  if (
    typeof name !== "string" ||
    !isContractName(name) ||
    !areTags(include) ||
    !areTags(exclude) ||
    typeof descriptionZh !== "string" ||
    typeof descriptionEn !== "string"
  )
    return null;
  return { name, include, exclude, descriptionZh, descriptionEn };
}

function areTags(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((tag) => typeof tag === "string");
}
