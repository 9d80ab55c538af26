/** 办理地点 as an item names them: several are joined by ；, 、 or a new line. */
const SEPARATOR = /[；;、\n]/;

/** 密云区政务服务中心, 果园街道便民服务中心 */
export function placeNamesOf(place: string): readonly string[] {
  return place
    .split(SEPARATOR)
    .map((name) => name.trim())
    .filter((name) => name !== "");
}
