/** Dataset definitions as they are published: each says what a department wrote of a dataset of its own. */
import type { PublishedReader, RowOf } from "#kit";
import { datasets } from "../feeds/datasets.js";

/** `publisherCode` is derived of every row. */
export type PublishedDefinition = RowOf<typeof datasets> & { readonly publisherCode: string };

export async function readDefinitions<Field extends keyof PublishedDefinition>(
  reader: PublishedReader,
  fields: readonly Field[],
): Promise<readonly Pick<PublishedDefinition, Field>[]> {
  // No column of this feed is masked or withheld: each field that is wanted has the contract's type.
  return (await reader.all(datasets, new Set(fields))) as readonly Pick<PublishedDefinition, Field>[];
}
