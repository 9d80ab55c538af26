/**
 * Who may do what: one table of actions, roles and departments. Nobody else may do it, whatever door they
 * come by; a test asks each cell over HTTP. What anybody may read is not in it.
 */
import type { Caller, Role } from "./caller.js";
import { HubError } from "./errors.js";

/** `own`: for the caller's own department; `any`: for each, and for the district. */
export type Reach = "own" | "any";

export const ACCESS = {
  /** The whole graph with the desk; others see the public view. */
  "graph.whole": { clerk: "any", reviewer: "any", supervisor: "any", developer: "any" },
  /** Labels of `@override` of one's own request. */
  "graph.labels": { supervisor: "any", developer: "any" },

  "submission.send": { clerk: "own" },
  /** With its findings, which hold cells of the file, and its difference. */
  "submission.see": { clerk: "own", reviewer: "own", supervisor: "any" },
  /** The file as it was handed in, as such or with its bad cells marked. Each download is in the trail. */
  "submission.download": { clerk: "own", reviewer: "own", supervisor: "any" },
  "submission.submit": { clerk: "own" },
  "submission.withdraw": { clerk: "own" },
  "submission.requestWithdrawal": { clerk: "own" },
  /** Never of what one has submitted oneself. */
  "submission.approve": { reviewer: "own" },
  "submission.return": { reviewer: "own" },
  "submission.reject": { reviewer: "own" },
  "submission.publish": { reviewer: "own" },

  /** What another department wants to publish, and asks whether one agrees: `own` is who is asked. */
  "concurrence.see": { clerk: "own", reviewer: "own", supervisor: "any" },
  "concurrence.answer": { reviewer: "own" },
  /** An objection, or a silence that stops the release, is set aside with a reason. */
  "concurrence.override": { supervisor: "any" },

  /** That a third party was asked whether what concerns it may be public, and what it answered. */
  "thirdParty.record": { clerk: "own", reviewer: "own" },
  /** Never of what one has submitted oneself. */
  "thirdParty.decide": { reviewer: "own" },

  /** What two departments say differently of one thing: `own` is what either of them has published. */
  "discrepancy.see": { clerk: "own", reviewer: "own", supervisor: "any" },
  "discrepancy.answer": { reviewer: "own" },
  /** From where a department's feeds are fetched, and how that went. */
  "source.see": { clerk: "own", reviewer: "own", supervisor: "any" },
  /** Now, or as a trial that shows what would be handed in. */
  "source.run": { clerk: "own", supervisor: "any" },
  /** Mails that remind departments of duties: to whom they go, and whether they went. */
  "mail.see": { supervisor: "any" },

  /** States of cases, for applicants who know number and code. */
  "case.keep": { clerk: "own" },

  "chain.verify": { supervisor: "any" },
  "trail.read": { supervisor: "any" },
  "key.keep": { supervisor: "any" },

  "subgraph.check": { developer: "own" },
  "subgraph.publish": { developer: "own" },
  "subgraph.rollback": { developer: "own" },
  "subgraph.remove": { developer: "own", supervisor: "any" },
  /** Where a department's service is. */
  "subgraph.seeUrl": { developer: "own", supervisor: "any" },
  "subgraph.assign": { supervisor: "any" },
  "graph.restore": { supervisor: "any" },
  "gateway.see": { developer: "any", supervisor: "any" },
  "permission.request": { developer: "own" },
  /** `own`: the department that owns what it is about. Never of one's own request. */
  "permission.decide": { developer: "own", supervisor: "any" },
  "permission.see": { developer: "any", supervisor: "any" },
  "documents.keep": { developer: "own", supervisor: "any" },
  "documents.see": { developer: "any", supervisor: "any" },
} as const satisfies Record<string, Readonly<Partial<Record<Role, Reach>>>>;

export type Action = keyof typeof ACCESS;

/** `department`: whose it is; null: the district's. */
export function isAllowed(caller: Caller | null, action: Action, department: string | null): boolean {
  const reaches: Readonly<Partial<Record<Role, Reach>>> = ACCESS[action];
  return (
    caller !== null &&
    caller.roles.some(
      (role) =>
        reaches[role] === "any" ||
        (reaches[role] === "own" && department !== null && caller.department === department),
    )
  );
}

/** Throws TOKEN_MISSING or FORBIDDEN. */
export function demandAccess(caller: Caller | null, action: Action, department: string | null): Caller {
  if (!caller) throw new HubError("TOKEN_MISSING");
  if (!isAllowed(caller, action, department)) throw forbidden(action, department);
  return caller;
}

/** For what is the caller's own department's. Throws TOKEN_MISSING or FORBIDDEN. */
export function demandOwn(
  caller: Caller | null,
  action: Action,
): { readonly caller: Caller; readonly department: string } {
  const department = caller?.department ?? null;
  const person = demandAccess(caller, action, department);
  if (department === null) throw forbidden(action, null);
  return { caller: person, department };
}

/**
 * For all departments (null), or else for the caller's own. Throws TOKEN_MISSING or FORBIDDEN.
 */
export function demandSome(
  caller: Caller | null,
  action: Action,
): { readonly caller: Caller; readonly department: string | null } {
  return caller !== null && isAllowed(caller, action, null)
    ? { caller, department: null }
    : demandOwn(caller, action);
}

const ROLE_NAMES: Readonly<Record<Role, string>> = {
  clerk: "填报员",
  reviewer: "审核员",
  supervisor: "督查员",
  developer: "开发员",
};

function forbidden(action: Action, department: string | null): HubError {
  const reaches = Object.entries(ACCESS[action]);
  const named = (wanted: Reach): readonly string[] =>
    reaches.flatMap(([role, reach]) => (reach === wanted ? [role] : []));
  const [own, any] = [named("own"), named("any")];
  const zh = [
    ...(own.length === 0 ? [] : [`所属部门的${own.map(nameOf).join("、")}`]),
    ...(any.length === 0 ? [] : [any.map(nameOf).join("、")]),
  ];
  const en = [
    ...(own.length === 0 ? [] : [`the ${own.join(" or ")} role of ${department ?? "its department"}`]),
    ...(any.length === 0 ? [] : [`the ${any.join(" or ")} role`]),
  ];
  return new HubError("FORBIDDEN", {
    need: `须由${zh.join("或")}办理`,
    needEn: `${en.join(", or ")} is needed`,
  });
}

function nameOf(role: string): string {
  return Object.entries(ROLE_NAMES).find(([known]) => known === role)?.[1] ?? role;
}
