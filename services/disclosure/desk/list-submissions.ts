/** Submissions in pages, the newest first; of two that came at one moment the greater id comes before. */
import type { MikroORM } from "@mikro-orm/postgresql";
import { readList, type PageArguments, type ReadList } from "#kit";
import type { Queryable } from "#kit/hub";
import { HubError } from "#schema/errors.js";
import { SubmissionEntity, type Submission } from "./entities.js";
import { countAll, findAll } from "./find-all.js";

export type SubmissionFilter = Partial<Pick<Submission, "department" | "feed" | "state">>;

type Place = Pick<Submission, "receivedAt" | "id">;

export function listSubmissions(
  orm: MikroORM,
  statements: Queryable,
  filter: SubmissionFilter,
  pages: PageArguments,
): ReadList<Submission> {
  return readList<Submission, Place>(pages, {
    placeOf: readCursor,
    cursorOf: ({ receivedAt, id }) => Buffer.from(`${receivedAt.toISOString()} ${id}`).toString("base64url"),
    read: (from, newestFirst, limit) => {
      const [beyond, direction] = newestFirst ? (["$lt", "desc"] as const) : (["$gt", "asc"] as const);
      const after = from && {
        $or: [
          { receivedAt: { [beyond]: from.receivedAt } },
          { receivedAt: from.receivedAt, id: { [beyond]: from.id } },
        ],
      };
      return findAll(orm, statements, SubmissionEntity, {
        where: { ...filter, ...after },
        orderBy: { receivedAt: direction, id: direction },
        limit,
      });
    },
    count: () => countAll(orm, statements, SubmissionEntity, filter),
  });
}

const CURSOR = /^(?<time>\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z) (?<id>[0-9a-f-]{36})$/;

function readCursor(cursor: string): Place {
  const { time = "", id = "" } = CURSOR.exec(Buffer.from(cursor, "base64url").toString("utf8"))?.groups ?? {};
  const receivedAt = new Date(time);
  if (id === "" || Number.isNaN(receivedAt.getTime())) throw new HubError("CURSOR_INVALID");
  return { receivedAt, id };
}
