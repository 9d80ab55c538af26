/** Enough of a submission's id to name it on the command line. */
export function shortId(id: string): string {
  return id.slice(0, 8);
}
