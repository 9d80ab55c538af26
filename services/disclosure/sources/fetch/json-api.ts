/**
 * Records of a JSON API, page by page, as one file of JSON lines. Memory is one page. Figures stay as they
 * are written; pages that repeat, do not end, or do not come to the total that the answer says are refused:
 * nothing is left out without a word.
 */
import { createHash } from "node:crypto";
import { HubError } from "#schema/errors.js";
import type { FromKind, Paging } from "../definition.js";
import { strange, type Fetch } from "./access.js";
import { openHttp, type Http, type HttpAnswer } from "./http.js";

type Api = FromKind<"api">;

const PAGE_BYTES = 8 * 1024 * 1024;

export const fetchJsonApi: Fetch<Api> = async function* (from, access) {
  const http = openHttp(access, from.auth);
  try {
    yield { name: "records.ndjson", mark: null, bytes: lines(from, http) };
  } finally {
    await http.close();
  }
};

async function* lines(from: Api, http: Http): AsyncGenerator<Uint8Array> {
  let url: string | null = firstUrl(from);
  let records = 0;
  let last = "";
  for (let page = 1; url !== null; page += 1) {
    if (page > from.mostPages)
      throw strange(`超过${from.mostPages}页`, `it has more than ${from.mostPages} pages`);
    const answer = await http.get(url, { accept: "application/json" });
    const text = await readPage(answer);
    const digest = createHash("sha256").update(text).digest("base64");
    const content = parse(text);
    const found = at(content, from.records);
    if (!Array.isArray(found))
      throw strange(`第${page}页中“${from.records}”不是数组`, `page ${page} has no list at ${from.records}`);
    if (found.length > 0 && digest === last)
      throw strange(`第${page}页与前一页相同`, `page ${page} is the same as the one before`);
    last = digest;
    records += found.length;
    if (found.length > 0)
      yield Buffer.from(found.map((record) => `${JSON.stringify(pick(record, from))}\n`).join(""));
    const total = from.total === undefined ? null : totalOf(content, from.total);
    url = nextUrl(from, { url, page, records, isEmpty: found.length === 0, content, answer });
    if (url === null && total !== null && total !== records)
      throw strange(
        `写明共${total}条，实际取得${records}条`,
        `it says that there are ${total} records, and gave ${records}`,
      );
  }
}

async function readPage({ body }: HttpAnswer): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of body) {
    const piece = Buffer.from(part);
    bytes += piece.length;
    if (bytes > PAGE_BYTES)
      throw strange("一页超过8 MiB，请减少每页的条数", "a page has more than 8 MiB: ask for fewer records");
    parts.push(piece);
  }
  return Buffer.concat(parts).toString("utf8");
}

/** A number that would lose digits (1.10, twenty digits) is the text that was written. */
function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(
      text,
      (_name: string, given: unknown, ...[context]: readonly unknown[]) => {
        const written = typeof given === "number" ? member(context, "source") : undefined;
        return written === undefined || written === String(given) ? given : written;
      },
    );
    return value;
  } catch {
    throw strange("内容不是合法的 JSON", "it is not valid JSON");
  }
}

function at(value: unknown, path: string): unknown {
  let found = value;
  for (const name of path === "" ? [] : path.split(".")) found = member(found, name);
  return found;
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined;
}

function totalOf(content: unknown, path: string): number {
  const total = at(content, path);
  if (typeof total === "number" || (typeof total === "string" && /^\d+$/.test(total))) return Number(total);
  throw strange(`“${path}”处没有总数`, `there is no total at ${path}`);
}

/** The record as it is, or what the source's columns name of it. */
function pick(record: unknown, { columns }: Api): unknown {
  if (columns === undefined) return record;
  return Object.fromEntries(
    Object.entries(columns).map(([header, path]) => [header, at(record, path) ?? null]),
  );
}

function firstUrl({ url, paging }: Api): string {
  if (paging?.by === "page") return withParameter(url, paging.parameter, String(paging.first));
  return paging?.by === "offset" ? withParameter(url, paging.parameter, "0") : url;
}

interface Place {
  readonly url: string;
  readonly page: number;
  readonly records: number;
  readonly isEmpty: boolean;
  readonly content: unknown;
  readonly answer: HttpAnswer;
}

function nextUrl({ url, paging }: Api, place: Place): string | null {
  switch (paging?.by) {
    case undefined:
      return null;
    case "page":
      return place.isEmpty ? null : withParameter(url, paging.parameter, String(paging.first + place.page));
    case "offset":
      return place.isEmpty ? null : withParameter(url, paging.parameter, String(place.records));
    case "cursor":
      return cursorUrl(url, paging, place.content);
    case "link":
      return linkUrl(place);
  }
}

function cursorUrl(url: string, { next, parameter }: Extract<Paging, { by: "cursor" }>, content: unknown) {
  const cursor = at(content, next);
  if (cursor === undefined || cursor === null || cursor === "" || cursor === false) return null;
  if (typeof cursor !== "string" && typeof cursor !== "number")
    throw strange(`“${next}”不是文本`, `what is at ${next} is no text`);
  return withParameter(url, parameter, String(cursor));
}

function linkUrl({ url, answer }: Place): string | null {
  const [, target] =
    /<([^<>]+)>\s*;(?:[^,<]*;)?\s*rel="?next"?\s*(?:[;,]|$)/i.exec(answer.header("link") ?? "") ?? [];
  if (target === undefined) return null;
  const next = URL.parse(target, url);
  if (next?.origin !== new URL(url).origin)
    throw new HubError("SOURCE_ANSWER", {
      reason: "下一页在另一台服务器上",
      reasonEn: "its next page is on another server",
    });
  return next.href;
}

function withParameter(url: string, name: string, value: string): string {
  const next = new URL(url);
  next.searchParams.set(name, value);
  return next.href;
}
