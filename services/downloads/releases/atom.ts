/**
 * `GET /data/<dataset>/releases.atom`: the releases of a dataset, the newest first, with the addresses of the
 * files of each; `?before=` a release's number, those that came earlier.
 */
import { hash } from "node:crypto";
import type { FastifyInstance } from "fastify";
import type { FeedContract } from "#kit";
import {
  askerOf,
  listReleases,
  publicHashes,
  writeAtom,
  type AtomEntry,
  type Release,
  type RouteParts,
} from "#kit/hub";
import { names } from "#schema/entity-tag.js";
import { HubError } from "#schema/errors.js";
import { FORMAT_NAMES, FORMATS, formatsOf } from "../formats/index.js";
import { invalid, namedParameters } from "../parameters.js";
import { releasePath } from "./path.js";

const ENTRIES = 50;

interface Asked {
  Params: { dataset: string };
  Querystring: Readonly<Record<string, unknown>>;
}

export function atomRoutes(app: FastifyInstance, parts: RouteParts): void {
  app.get<Asked>("/:dataset/releases.atom", async (request, reply) => {
    const { dataset } = request.params;
    const before = readBefore(namedParameters(["before"], request.query).get("before"));
    const contract = parts.contracts().find(({ id }) => id === dataset);
    if (!contract)
      throw new HubError("DOWNLOAD_UNKNOWN", {
        file: `${dataset.slice(0, 100)}/releases.atom`,
        formats: FORMAT_NAMES.join("、"),
      });
    const { statements } = askerOf(parts, request, reply, {
      name: "downloads",
      caller: await parts.callerOf(request),
      isTransfer: false,
    });
    const releases = await listReleases(
      statements,
      { feeds: [contract.id], department: null },
      { from: before, newestFirst: true, first: ENTRIES + 1 },
    );
    const hashes = await publicHashes(
      statements,
      releases.map(({ number }) => number),
    );
    const text = write(
      contract,
      releases.map((release) => ({ ...release, ...hashes.get(release.number) })),
      before,
    );
    const tag = `"${hash("sha256", text, "base64url").slice(0, 22)}"`;
    void reply.header("etag", tag).header("cache-control", "public, max-age=0, must-revalidate");
    if (names(request.headers["if-none-match"] ?? "", tag)) return reply.status(304).send();
    return reply.type("application/atom+xml; charset=utf-8").send(text);
  });
}

function readBefore(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw invalid("before 应为发布编号", "before is the number of a release");
  return Number(text);
}

function write(contract: FeedContract, releases: readonly Release[], before: number | null): string {
  const path = `/data/${contract.id}/releases.atom`;
  const page = releases.slice(0, ENTRIES);
  const last = page.at(-1);
  return writeAtom({
    name: `releases of ${contract.id}`,
    title: `${contract.title.zh}：历次发布`,
    updated: page[0]?.releasedAt ?? new Date(0),
    self: before === null ? path : `${path}?before=${before}`,
    next: last && releases.length > ENTRIES ? `${path}?before=${last.number}` : null,
    entries: page.map((release) => toEntry(contract, release)),
  });
}

const KINDS = { FEED: "数据", WITHDRAWAL: "依法撤回", EXPIRY: "公示期满" } as const;

function toEntry(contract: FeedContract, release: Release): AtomEntry {
  const { number, kind, releasedAt, added, changed, removed, hash: link } = release;
  return {
    // Of its history: after a backup was gone on with, another release may have the number.
    name: `release ${number} ${link}`,
    title: `${contract.title.zh}：发布编号${number}（${KINDS[kind]}）`,
    updated: releasedAt,
    category: { term: kind, label: KINDS[kind] },
    content: [`新增${added}，变更${changed}，删除${removed}`, `SHA-256 ${link}`].join("\n"),
    enclosures: formatsOf(contract).map((format) => ({
      path: releasePath(contract.id, number, format),
      type: FORMATS[format].mediaType,
    })),
  };
}
