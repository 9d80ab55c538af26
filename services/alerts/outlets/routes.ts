/**
 * `GET /alerts/<id>.atom`: what releases added to a standing query's answer, the newest first; `?before=` a
 * place, what came earlier.
 */
import { createHash } from "node:crypto";
import { askerOf, readEpoch, readPlace, writeAtom, type SubgraphRoutes } from "#kit/hub";
import { names } from "#schema/entity-tag.js";
import { alertsOf } from "../alerts.js";
import { findQuery, noteUse } from "../query/standing-queries.js";
import { latestMatches } from "../read/matches.js";
import { remindersOf } from "../read/reminders.js";
import { DAY_MS } from "../query/strangers.js";
import { MATCHES_DAYS } from "../tidy.js";
import { PREFIX } from "./paths.js";
import { toAtom } from "./to-atom.js";

const ENTRIES = 50;
/** Whoever knows the address may read. */
const ANYBODY = { name: "alerts", caller: null, isTransfer: false };

export const alertRoutes: SubgraphRoutes = {
  prefix: PREFIX,
  register: (app, parts) => {
    app.get<{ Params: { id: string }; Querystring: { before?: string } }>(
      "/:id.atom",
      async (request, reply) => {
        await alertsOf(parts);
        const { statements } = askerOf(parts, request, reply, ANYBODY);
        const query = await findQuery(statements, request.params.id);
        const { before } = request.query;
        const page = await latestMatches(
          { ...parts, statements },
          query.number,
          before === undefined ? null : readPlace(before, (await readEpoch(statements)).epoch),
          ENTRIES,
        );
        await noteUse(statements, query, new Date());
        const reminders = await remindersOf(statements, query, {
          before:
            before === undefined ? null : readPlace(before, (await readEpoch(statements)).epoch).release,
          from: page.end?.release ?? 0,
          since: new Date(Date.now() - MATCHES_DAYS * DAY_MS),
        });
        const text = writeAtom(toAtom(query, { ...page, reminders }, before ?? null));
        const etag = `"${createHash("sha256").update(text).digest("base64url")}"`;
        // Whoever knows the address may read, so no cache on the way may store the answer for others.
        void reply
          .header("etag", etag)
          .header("cache-control", "private, no-cache")
          .header("referrer-policy", "no-referrer");
        if (names(request.headers["if-none-match"] ?? "", etag)) return reply.status(304).send();
        return reply.type("application/atom+xml; charset=utf-8").send(text);
      },
    );
  },
};
