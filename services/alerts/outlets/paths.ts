/**
 * Where a standing query is read over plain HTTP, as a path on the hub: under what name the world knows the
 * hub is not known to it.
 */
export const PREFIX = "/alerts";

export function atomPath(id: string): string {
  return `${PREFIX}/${id}.atom`;
}
