/** `POST /progress/<department>`: a department's file of its cases; 201, or 422 with findings. */
import { askerOf, type SubgraphRoutes } from "#kit/hub";
import { demandAccess } from "#schema/access.js";
import { HubError } from "#schema/errors.js";
import { keepCases } from "./keep-cases.js";

const FINDINGS_IN_ANSWER = 100;

export const progressRoutes: SubgraphRoutes = {
  prefix: "/progress",
  register: (app, parts) => {
    // Bodies are files of any type: nothing parses them, they are streamed.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser("*", (_request, payload, done) => done(null, payload));
    app.post<{ Params: { department: string } }>(
      "/:department",
      { bodyLimit: Number.MAX_SAFE_INTEGER },
      async (request, reply) => {
        const { department } = request.params;
        const caller = demandAccess(await parts.callerOf(request), "case.keep", department);
        const asker = askerOf(parts, request, reply, { name: "progress", caller, isTransfer: true });
        try {
          const source = request.raw.iterator({ destroyOnReturn: false });
          const { findings, ...kept } = await keepCases(parts, asker, department, source);
          return await reply
            .status(kept.errorCount > 0 ? 422 : 201)
            .send({ ...kept, findings: findings.slice(0, FINDINGS_IN_ANSWER) });
        } catch (error) {
          // The rest of a refused upload is not read.
          if (error instanceof HubError && error.code === "FEED_TOO_LARGE")
            void reply.header("connection", "close");
          throw error;
        }
      },
    );
  },
};
