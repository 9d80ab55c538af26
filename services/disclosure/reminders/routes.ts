/**
 * `GET /reminders/<department>.atom`: what a department was reminded of, the newest first; `?before=` a
 * number, what came earlier. For anybody, as the duties are.
 */
import { createHash } from "node:crypto";
import {
  askerOf,
  contextOf,
  latestReminders,
  reminderText,
  reminderTitle,
  writeAtom,
  type AtomFeed,
  type Reminder,
  type SubgraphRoutes,
} from "#kit/hub";
import { names as isNamed } from "#schema/entity-tag.js";
import { HubError } from "#schema/errors.js";
import { departmentReference } from "../duties/plan/departments.js";

const ENTRIES = 50;
const PREFIX = "/reminders";
const ANYBODY = { name: "disclosure", caller: null, isTransfer: false };

export const reminderRoutes: SubgraphRoutes = {
  prefix: PREFIX,
  register: (app, parts) => {
    app.get<{ Params: { department: string }; Querystring: { before?: string } }>(
      "/:department.atom",
      async (request, reply) => {
        const { department } = request.params;
        const { before } = request.query;
        if (before !== undefined && !/^\d{1,9}$/.test(before)) throw new HubError("CURSOR_INVALID");
        const asker = askerOf(parts, request, reply, ANYBODY);
        const context = contextOf(parts, asker);
        const contract = parts.contracts().find(({ id }) => id === departmentReference.feed);
        const known =
          contract &&
          (await context.reader.byField(contract, "code", department, { fields: new Set(["name"]) }));
        if (!known) throw new HubError("RECORD_UNKNOWN", { record: department.slice(0, 100) });
        const found = await latestReminders(asker.statements, department, {
          before: before === undefined ? null : Number(before),
          most: ENTRIES + 1,
        });
        const name = String(known["name"]);
        const text = writeAtom(toAtom({ department, name, found, before: before ?? null }));
        const etag = `"${createHash("sha256").update(text).digest("base64url")}"`;
        void reply.header("etag", etag).header("cache-control", "no-cache");
        if (isNamed(request.headers["if-none-match"] ?? "", etag)) return reply.status(304).send();
        return reply.type("application/atom+xml; charset=utf-8").send(text);
      },
    );
  },
};

interface Shown {
  readonly department: string;
  readonly name: string;
  readonly found: readonly Reminder[];
  readonly before: string | null;
}

function toAtom({ department, name, found, before }: Shown): AtomFeed {
  const path = `${PREFIX}/${encodeURIComponent(department)}.atom`;
  const page = found.slice(0, ENTRIES);
  return {
    name: `reminders ${department}`,
    title: `${name}：公开任务提醒`,
    updated: found[0]?.at ?? new Date(0),
    self: before === null ? path : `${path}?before=${before}`,
    next: found.length > ENTRIES ? `${path}?before=${page.at(-1)?.number ?? 0}` : null,
    entries: page.map((reminder) => ({
      name: `reminder ${reminder.number} ${reminder.at.toISOString()}`,
      title: reminderTitle(reminder),
      updated: reminder.at,
      category: { term: "disclosure.duties", label: "公开任务" },
      content: reminderText(reminder),
    })),
  };
}
