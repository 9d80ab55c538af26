/** The address of a release's file, for good: a path of the hub. */
export function releasePath(dataset: string, release: number, ending: string): string {
  return `/data/${dataset}/releases/${release}.${ending}`;
}
