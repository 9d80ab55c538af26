/** The files of `schema/` that are generated from the code. */
import { readdir, readFile } from "node:fs/promises";
import type { GraphQLSchema } from "graphql";
import { REGISTRY_NAME, REGISTRY_SDL } from "../../gateway/registry/subgraph/sdl.js";
import { toApiSchema } from "../../gateway/engine/plan/api-schema.js";
import { composeSupergraph } from "../../gateway/graph/composition/compose-known.js";
import { applyContracts, type ContractView } from "../../gateway/graph/contracts/contract.js";
import { DEFAULT_CONTRACTS } from "../../gateway/graph/contracts/default-contracts.js";
import { printApi } from "../../gateway/graph/contracts/print-api.js";
import { proofOf } from "../../gateway/graph/kept/kept-texts.js";
import { supergraphOf, viewOf } from "../../gateway/graph/kept/made-of.js";
import { SHIPPED_LIST, type ShippedText } from "../../gateway/graph/kept/shipped-texts.js";
import { codeListsOf } from "../../services/kit/feed/code-lists.js";
import type { CodeList } from "../../services/kit/feed/contract.js";
import { toTableSchema } from "../../services/kit/feed/table-schema.js";
import { buildSchema } from "../../services/kit/graph/serve/build-schema.js";
import { discoverContracts, discoverSubgraphs } from "../../services/kit/graph/serve/discover.js";
import { forgottenWords } from "./forgotten-words.js";
import { coordinatesOf, ownerOf } from "./schema-coordinates.js";

export const SCHEMA = new URL("../../../schema/", import.meta.url);

/** Their texts, by path inside `SCHEMA`. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const subgraphs = await discoverSubgraphs();
  const files = new Map<string, string>();
  const contracts = subgraphs.flatMap(({ feeds }) => feeds);
  const definitions = [
    ...subgraphs.map((subgraph) => ({
      name: subgraph.name,
      url: `local:${subgraph.name}`,
      sdl: buildSchema(subgraph, subgraph.feeds, contracts).sdl,
    })),
    { name: REGISTRY_NAME, url: `local:${REGISTRY_NAME}`, sdl: REGISTRY_SDL },
  ];
  for (const { name, sdl } of definitions) files.set(`subgraphs/${name}.graphql`, `${sdl.trimEnd()}\n`);
  const { sdl } = composeSupergraph(definitions);
  const kept: ShippedText[] = [];
  const keep = (file: string, of: string, text: string): void => {
    files.set(file, text);
    kept.push({ file, of, proof: proofOf(of, text) });
  };
  keep("supergraph.graphql", supergraphOf(definitions), sdl);
  const views = new Map(
    [...applyContracts(sdl, DEFAULT_CONTRACTS)].map(([name, view]) => [name, soundOf(name, view)]),
  );
  for (const definition of DEFAULT_CONTRACTS) {
    const view = views.get(definition.name);
    if (view)
      keep(
        definition.name === "public" ? "public.graphql" : `contracts/${definition.name}.graphql`,
        viewOf(sdl, definition),
        printApi(view, sdl),
      );
  }
  files.set(SHIPPED_LIST, `${JSON.stringify(kept, null, 2)}\n`);
  const whole = coordinatesOf(toApiSchema(sdl));
  for (const [name, view] of views) {
    const hidden = hiddenIn(view, whole);
    if (hidden !== "") files.set(`contracts/${name}.txt`, hidden);
  }
  for (const { feeds } of subgraphs)
    for (const contract of feeds)
      files.set(`feeds/${contract.id}.json`, `${JSON.stringify(toTableSchema(contract), null, 2)}\n`);
  files.set("code-lists.json", `${JSON.stringify(codeListsOf(contracts).map(toCodeListFile), null, 2)}\n`);
  return files;
}

/** A code list as client's generators read it; `open` is the code whose text stands in `<field>Other`. */
function toCodeListFile({ name, title, codes, other }: CodeList): object {
  return {
    name,
    title,
    ...(other !== undefined && { open: other }),
    values: codes.map(({ name: code, zh, en, from, until }) => ({ code, zh, en, from, until })),
  };
}

function soundOf(name: string, view: ContractView): GraphQLSchema {
  if (!view.ok)
    throw new Error(
      `The contract ${name} leaves no sound graph:\n${view.findings.map(({ code, message }) => `- ${code} ${message.en}`).join("\n")}`,
    );
  return view.schema;
}

/** Coordinates that a view does not have; for a hidden type only its name. */
function hiddenIn(view: GraphQLSchema, whole: readonly string[]): string {
  const visible = new Set(coordinatesOf(view));
  const isTold = (owner: string | null): boolean => owner === null || visible.has(owner);
  return whole
    .filter((coordinate) => !visible.has(coordinate) && isTold(ownerOf(coordinate)))
    .map((coordinate) => `${coordinate}\n`)
    .join("");
}

/** Files that differ, are missing, or should be gone. */
export async function staleFiles(wanted: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const present = (
    await Promise.all(
      ["subgraphs", "feeds", "contracts"].map(async (folder) =>
        (await readdir(new URL(`${folder}/`, SCHEMA)).catch(() => [])).map((name) => `${folder}/${name}`),
      ),
    )
  ).flat();
  const stale = present.filter((file) => !wanted.has(file));
  for (const [file, text] of wanted)
    if ((await readFile(new URL(file, SCHEMA), "utf8").catch(() => null)) !== text) stale.push(file);
  return stale;
}

/** By feed, what its form had and its contract no longer reads (`forgotten-words.ts`). */
export async function forgottenInForms(): Promise<ReadonlyMap<string, readonly string[]>> {
  const forgotten = new Map<string, readonly string[]>();
  for (const contract of await discoverContracts()) {
    const text = await readFile(new URL(`feeds/${contract.id}.json`, SCHEMA), "utf8").catch(() => null);
    const words = text === null ? [] : forgottenWords(contract, JSON.parse(text));
    if (words.length > 0) forgotten.set(contract.id, words);
  }
  return forgotten;
}
