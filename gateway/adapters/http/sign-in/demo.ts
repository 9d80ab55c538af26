/** The demo sign-in: one of the invented people is chosen on a page, on this machine alone. */
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Caller, Role } from "#schema/caller.js";
import { HubError } from "#schema/errors.js";
import { escapeHtml } from "#schema/runtime/page.js";
import { sessionOf } from "../../../sign-in/session.js";
import { readTarget } from "../../../sign-in/target.js";
import { isOfThisMachine } from "../../../sign-in/this-machine.js";
import type { DemoWay } from "../../../sign-in/way.js";
import { both, sendPage, type Page, type Words } from "./page.js";
import type { Means } from "./means.js";

export function registerDemo(
  scope: FastifyInstance,
  { people, issue }: DemoWay,
  { sessions, begin, departmentName }: Means,
): void {
  const demandHere = ({ raw }: FastifyRequest): void => {
    if (!isOfThisMachine(raw)) throw new HubError("SIGN_IN_NOT_OFFERED");
  };
  scope.get<{ Querystring: { to?: unknown } }>("/desk/sign-in", async (request, reply) => {
    const target = readTarget(request.query.to);
    demandHere(request);
    const shown = await Promise.all(
      people.map(async (person) => ({
        person,
        department: person.department === null ? null : await departmentName(person.department),
      })),
    );
    return sendPage(reply, demoPage(shown, target));
  });
  scope.post<{ Body: unknown }>("/desk/sign-in", async (request, reply) => {
    sessions.demandFromHere(request);
    demandHere(request);
    const form = fieldsOf(request.body);
    const target = readTarget(form["to"]);
    const person = people.find(({ subject }) => subject === form["person"]);
    if (!person) throw new HubError("DEMO_PERSON_UNKNOWN");
    await begin(request, reply, sessionOf(await issue(person), null));
    return reply.redirect(target, 303);
  });
}

function fieldsOf(body: unknown): Readonly<Record<string, unknown>> {
  return typeof body === "object" && body !== null ? { ...body } : {};
}

interface DemoPerson {
  readonly person: Caller;
  /** Name of the person's department; null for the district. */
  readonly department: string | null;
}

function demoPage(people: readonly DemoPerson[], target: string): Page {
  return {
    title: { zh: "演示登录", en: "Demo sign-in" },
    body: `${both("p", INTRODUCTION)}
<form method="post" action="/desk/sign-in" aria-label="演示人员 Demo people">
<input type="hidden" name="to" value="${escapeHtml(target)}">
<ul>
${people.map(itemOf).join("\n")}
</ul>
</form>`,
  };
}

function itemOf({ person: { subject, name, roles }, department }: DemoPerson): string {
  const [role] = roles;
  const does: Words = role ? DOES[role] : { zh: "", en: "" };
  const where = department ?? "全区";
  return `<li><button name="person" value="${escapeHtml(subject)}"><b>${escapeHtml(name)}</b>（${escapeHtml(where)}）
<span>${escapeHtml(does.zh)}</span><span lang="en" class="en">${escapeHtml(does.en)}</span></button></li>`;
}

const INTRODUCTION: Words = {
  zh: "这是本机的演示，人员均为虚构。请选择以谁的身份登录：",
  en: "A demonstration on this machine, with invented people. Choose who to sign in as:",
};

const DOES: Readonly<Record<Role, Words>> = {
  clerk: { zh: "填报员：报送本部门的文件", en: "Clerk: hands in the department's files" },
  reviewer: {
    zh: "审核员：审核并发布本部门的报送",
    en: "Reviewer: reviews and publishes what was handed in",
  },
  supervisor: { zh: "督查员：查看和督办所有部门", en: "Supervisor: sees all departments" },
  developer: { zh: "开发员：发布本部门的子图", en: "Developer: publishes the department's subgraphs" },
};
