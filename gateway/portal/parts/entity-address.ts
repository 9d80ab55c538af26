/** Where the portal has the page of what a record names; null for what has none. */
export function entityAddress({ type, key }: { readonly type: string; readonly key: string }): string | null {
  const room = ROOMS.get(type);
  return room === undefined ? null : `/${room}/${encodeURIComponent(key)}`;
}

const ROOMS = new Map([
  ["Party", "enterprises"],
  ["Area", "towns"],
  ["Department", "departments"],
]);
