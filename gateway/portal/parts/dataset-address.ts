/** The address of a part of a dataset: `where` as the list of the graph has it. */
export function partOfDataset(id: string, where: object): string {
  return `/datasets/${id}?${new URLSearchParams({ where: JSON.stringify(where) })}`;
}
