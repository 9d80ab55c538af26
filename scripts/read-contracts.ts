/** Contracts from a JSON file: `[{ "name": "public", "exclude": ["internal"] }]`, with `include`, `descriptionZh` and `descriptionEn` if they are wanted. */
import { readFile } from "node:fs/promises";
import { HubError } from "#schema/errors.js";
import { isContractName, type ContractDefinition } from "../gateway/supergraph/contract.js";

/** Throws OPTION_INVALID. */
export async function readContracts(file: string): Promise<readonly ContractDefinition[]> {
  const given: unknown = await readFile(file, "utf8").then((text) => JSON.parse(text) as unknown).catch(() => null);
  const contracts = Array.isArray(given) ? given.map(toDefinition) : [null];
  const sound = contracts.filter((contract) => contract !== null);
  if (sound.length < contracts.length || new Set(sound.map(({ name }) => name)).size < sound.length) throw new HubError("OPTION_INVALID", { option: "--contracts", wanted: '[{ "name": "public", "exclude": ["internal"] }]' });
  return sound;
}

function toDefinition(given: unknown): ContractDefinition | null {
  if (typeof given !== "object" || given === null) return null;
  const { name, include = [], exclude = [], descriptionZh = "", descriptionEn = "" }: Readonly<Record<string, unknown>> = { ...given };
  if (typeof name !== "string" || !isContractName(name) || !areTags(include) || !areTags(exclude) || typeof descriptionZh !== "string" || typeof descriptionEn !== "string") return null;
  return { name, include, exclude, descriptionZh, descriptionEn };
}

function areTags(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((tag) => typeof tag === "string");
}
