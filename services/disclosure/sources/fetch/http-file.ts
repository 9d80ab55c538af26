/** A file at an address. Where its server has ETags, an unchanged file is not even sent. */
import { posix } from "node:path";
import type { FromKind } from "../definition.js";
import type { Fetch } from "./access.js";
import { openHttp } from "./http.js";

export const fetchHttpFile: Fetch<FromKind<"http">> = async function* ({ url, auth }, access) {
  const http = openHttp(access, auth);
  try {
    const name = nameOf(url);
    const mark = access.markOf(name);
    const { status, header, body } = await http.get(url, mark === null ? {} : { "if-none-match": mark });
    if (status === 304) return;
    yield { name, mark: header("etag"), bytes: body };
  } finally {
    await http.close();
  }
};

function nameOf(url: string): string {
  const last = posix.basename(new URL(url).pathname);
  try {
    return decodeURIComponent(last).replaceAll(/\p{Cc}|[/\\]/gu, "_") || "file";
  } catch {
    return last;
  }
}
