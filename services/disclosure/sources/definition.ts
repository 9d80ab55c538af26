/**
 * The file of SOURCES: from where the hub fetches feeds by itself. The IT office keeps it, for it knows
 * addresses, accounts and schedules; secrets are only named in it (SOURCE_SECRETS has them). It is read again
 * at each look, so that a source comes and goes without a restart.
 */
import { readFile } from "node:fs/promises";
import { posix } from "node:path";
import { Cron } from "croner";
import * as v from "valibot";
import type { SourceSettings } from "#kit/hub";
import { HubError } from "#schema/errors.js";

const text = v.pipe(v.string(), v.regex(/^\P{Cc}{1,500}$/u));
const name = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][\w.-]{0,99}$/));
const id = v.pipe(v.string(), v.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/), v.maxLength(60));
const port = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535));
const count = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const host = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][\w.:-]{0,252}$/));
const url = v.pipe(
  v.string(),
  v.check((given) => ["http:", "https:"].includes(URL.parse(given)?.protocol ?? "")),
);
/** Names from the top of a JSON answer: `data.items`; empty for the answer itself. */
const path = v.pipe(v.string(), v.regex(/^(?:[^.\p{Cc}]+(?:\.[^.\p{Cc}]+)*)?$/u));
/** Header of the feed → name in the source. Without it the source's own names are the headers. */
const columns = v.optional(
  v.pipe(
    v.record(text, text),
    v.check((given) => Object.keys(given).length > 0),
  ),
);
const folder = v.pipe(
  v.string(),
  v.check((given) => posix.isAbsolute(given) && !given.includes("\0")),
);
const folderFiles = {
  folder,
  /** Glob of file names. */
  files: v.optional(text, "*"),
  /** Seconds for which a file must not have changed: until then it may still be written. */
  settleSeconds: v.optional(count(0, 86_400), 60),
};
const auth = v.optional(
  v.variant("kind", [
    v.strictObject({ kind: v.literal("bearer"), secret: name }),
    v.strictObject({ kind: v.literal("basic"), user: text, secret: name }),
    v.strictObject({
      kind: v.literal("header"),
      name: v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,100}$/)),
      secret: name,
    }),
  ]),
);
const paging = v.variant("by", [
  /** `?page=1`, `?page=2`, … until a page has no records. */
  v.strictObject({
    by: v.literal("page"),
    parameter: v.optional(text, "page"),
    first: v.optional(count(0, 1), 1),
  }),
  /** `?offset=0`, `?offset=<records so far>`, … until a page has no records. */
  v.strictObject({ by: v.literal("offset"), parameter: v.optional(text, "offset") }),
  /** The answer says what asks for the next page, until it says nothing. */
  v.strictObject({ by: v.literal("cursor"), next: path, parameter: v.optional(text, "cursor") }),
  /** `Link: <…>; rel="next"` of RFC 8288, on the same server. */
  v.strictObject({ by: v.literal("link") }),
]);
const database = {
  host,
  database: text,
  user: text,
  secret: name,
  tls: v.optional(v.boolean(), true),
  /** `table` or `schema.table`; a view best. */
  table: v.pipe(text, v.regex(/^[^.]+(?:\.[^.]+)?$/)),
  columns,
  /** Columns of the source whose order makes equal data equal bytes. */
  orderBy: v.pipe(v.array(text), v.minLength(1)),
};

const FROM = v.variant("kind", [
  v.strictObject({ kind: v.literal("http"), url, auth }),
  v.strictObject({
    kind: v.literal("api"),
    url,
    auth,
    records: path,
    total: v.optional(path),
    paging: v.optional(paging),
    mostPages: v.optional(count(1, 100_000), 1000),
    columns,
  }),
  v.strictObject({
    kind: v.literal("sftp"),
    host,
    port: v.optional(port, 22),
    user: text,
    /** As `ssh-keygen -lf` shows it. */
    hostKey: v.pipe(v.string(), v.regex(/^SHA256:[A-Za-z0-9+/]{43}$/)),
    password: v.optional(name),
    privateKey: v.optional(name),
    ...folderFiles,
  }),
  v.strictObject({ kind: v.literal("folder"), ...folderFiles }),
  v.strictObject({ kind: v.literal("postgresql"), port: v.optional(port, 5432), ...database }),
  v.strictObject({ kind: v.literal("mysql"), port: v.optional(port, 3306), ...database }),
]);

const SOURCE = v.strictObject({
  id,
  title: text,
  feed: text,
  department: text,
  /** Minute, hour, day, month, weekday in Asia/Shanghai. */
  schedule: v.pipe(v.string(), v.check(isSchedule)),
  timeLimitSeconds: v.optional(count(1, 86_400), 600),
  from: FROM,
});

export type Source = Readonly<v.InferOutput<typeof SOURCE>>;
export type From = Source["from"];
export type FromKind<Kind extends From["kind"]> = Extract<From, { readonly kind: Kind }>;
export type Auth = v.InferOutput<typeof auth>;
export type Paging = v.InferOutput<typeof paging>;

export const KINDS = ["http", "api", "sftp", "folder", "postgresql", "mysql"] as const;

const ZONE = "Asia/Shanghai";

function isSchedule(given: string): boolean {
  try {
    return /^\S+(?: \S+){4}$/.test(given) && new Cron(given, { timezone: ZONE }).nextRun() !== null;
  } catch {
    return false;
  }
}

/** When it comes next after `now`. */
export function nextOf({ schedule }: Source, now: Date): Date {
  const next = new Cron(schedule, { timezone: ZONE }).nextRun(now);
  if (!next) throw new Error(`The schedule ${schedule} has no next time`);
  return next;
}

/** All that are defined; none without a file. Throws SETTING_INVALID, which repeats no secret. */
export async function readSources({ file, secrets }: SourceSettings): Promise<readonly Source[]> {
  if (file === null) return [];
  let given: unknown;
  try {
    given = JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    throw error instanceof SyntaxError
      ? invalid("所指的文件不是合法的 JSON", "the path of a file that is valid JSON")
      : invalid("所指的文件无法读取", "the path of a file that can be read");
  }
  const read = v.safeParse(v.array(SOURCE), given);
  if (!read.success) {
    const place = v.getDotPath(read.issues[0]) ?? "";
    throw invalid(
      `所指的文件中“${place}”填写有误`,
      `the path of a file of sources; in it, ${place} is wrong`,
    );
  }
  const sources = read.output;
  const twice = sources.find((source, at) => sources.findIndex((other) => other.id === source.id) < at);
  if (twice)
    throw invalid(
      `所指的文件中数据源“${twice.id}”有两个`,
      `the path of a file of sources; it has ${twice.id} twice`,
    );
  for (const source of sources)
    for (const secret of secretsOf(source.from))
      if (!secrets.has(secret))
        throw invalid(
          `所指的文件中数据源“${source.id}”用到密码“${secret}”，SOURCE_SECRETS 中没有`,
          `the path of a file of sources; ${source.id} needs the secret ${secret}, which SOURCE_SECRETS lacks`,
        );
  return sources;
}

function secretsOf(from: From): readonly string[] {
  switch (from.kind) {
    case "folder":
      return [];
    case "http":
    case "api":
      return from.auth ? [from.auth.secret] : [];
    case "sftp":
      return [from.password, from.privateKey].filter((given) => given !== undefined);
    default:
      return [from.secret];
  }
}

function invalid(reason: string, reasonEn: string): HubError {
  return new HubError("SETTING_INVALID", { name: "SOURCES", reason, reasonEn });
}
