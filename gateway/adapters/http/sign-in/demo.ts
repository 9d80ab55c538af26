/** The page on which one of the demonstration's people is tried on. */
import type { Caller, Role } from "#schema/caller.js";
import { escapeHtml } from "#schema/runtime/page.js";
import { both, type Page, type Words } from "./page.js";

export interface DemoPerson {
  readonly person: Caller;
  /** Name of the person's department; null for the district. */
  readonly department: string | null;
}

export function demoPage(people: readonly DemoPerson[], target: string): Page {
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
