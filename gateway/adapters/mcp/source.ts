/**
 * The source of a record, which every answer names: department, dataset, release, and its address for good.
 */
import { z } from "zod";
import type { ToolMeans } from "./tool.js";

/** Of a `Record`, in a selection. */
export const SOURCE_FIELDS = `permalink department { code name } feed { id title }
  provenance { row release { number releasedAt } }`;

/** As the graph answers SOURCE_FIELDS. */
export const sourceAnswer = z.object({
  permalink: z.string(),
  department: z.object({ code: z.string(), name: z.string() }),
  feed: z.object({ id: z.string(), title: z.string() }),
  provenance: z.object({
    row: z.int(),
    release: z.object({ number: z.int(), releasedAt: z.string() }),
  }),
});

export const release = z
  .object({ number: z.int(), releasedAt: z.string() })
  .describe("The release that made it public");

export const source = z
  .object({
    address: z.url().describe("Address for good, to cite"),
    department: z
      .object({ code: z.string(), name: z.string() })
      .describe("The department that answers for it"),
    dataset: z.object({ id: z.string(), title: z.string() }),
    release,
    row: z.int().describe("Row in the file that the department handed in"),
  })
  .describe("Where it comes from");

export function sourceOf(
  { permalink, department, feed, provenance }: z.output<typeof sourceAnswer>,
  { addressOf }: Pick<ToolMeans, "addressOf">,
): z.input<typeof source> {
  return {
    address: addressOf(permalink),
    department,
    dataset: feed,
    release: provenance.release,
    row: provenance.row,
  };
}

/** The address at which a browser or program gets the answer of a query. */
export function queryPath(text: string): string {
  return `/graphql/public?query=${encodeURIComponent(text)}`;
}
