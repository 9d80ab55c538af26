/**
 * Finds a domain's own generators: `services/<domain>/sample.ts` exports `samples`, by feed id. A domain
 * without the file has no rules between columns that a sample could break. An export of another shape is the
 * developer's to mend, and said in a plain Error.
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { subgraphOf } from "../feed/contract.js";
import type { SampleGenerator } from "./sample.js";

/** The domain's generator for a feed, or null. */
export async function findSampleGenerator(feedId: string): Promise<SampleGenerator | null> {
  const samples = (await loadSampleModule(subgraphOf(feedId)))["samples"];
  if (samples === undefined) return null;
  if (!isRecord(samples))
    throw new Error(
      `services/${subgraphOf(feedId)}/sample.ts: samples is not a record of generators by feed id`,
    );
  const generator = samples[feedId];
  if (generator !== undefined && !isGenerator(generator))
    throw new Error(`services/${subgraphOf(feedId)}/sample.ts: samples["${feedId}"] is not a function`);
  return generator ?? null;
}

async function loadSampleModule(domain: string): Promise<Readonly<Record<string, unknown>>> {
  const file = new URL(`../../${domain}/sample.js`, import.meta.url);
  if (!existsSync(fileURLToPath(file))) return {};
  const module: Readonly<Record<string, unknown>> = await import(file.href);
  return module;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** A generator's parameters cannot be told at run time; every subgraph's test makes rows with it. */
function isGenerator(value: unknown): value is SampleGenerator {
  return typeof value === "function";
}
