/**
 * Compares the publication's removals and changes with the operations that clients really sent: an unused
 * removal is only reported; the finding of a used one names the clients, the number of requests, and the
 * operations.
 */
import type { ClientUse, Finding, Words } from "../../graph/composition/finding.js";
import { diffSchemas, type SchemaChange } from "../diff-schemas.js";
import type { Check, NamedSubgraph } from "./check.js";
import { createFinding } from "./create-finding.js";
import { diffDemands } from "./diff-demands.js";
import { readSubgraph } from "./read-subgraph.js";

export const checkBreaking: Check = async ({ subgraph, before, after, usesOf }) => {
  if (!before || !after) return [];
  const changes = [
    ...diffSchemas(before.api, after.api).filter(({ severity }) => severity !== "SAFE"),
    ...diffDemands(before, after),
  ];
  if (changes.length === 0) return [];
  const uses = await usesOf([...new Set(changes.flatMap(({ hurts }) => hurts))], subgraph.owner);
  return changes.map((change) =>
    tell(subgraph, change, joinUses(change.hurts.flatMap((coordinate) => uses.get(coordinate) ?? []))),
  );
};

/**
 * Joins a client's uses of several coordinates. One request may use them all, so the maximum of the counts is
 * used, not the sum: it is a lower bound of the number of requests.
 */
function joinUses(uses: readonly ClientUse[]): readonly ClientUse[] {
  const clients = new Map<string, ClientUse>();
  for (const { client, requests, lastDay, operations } of uses) {
    const known = clients.get(client);
    clients.set(client, {
      client,
      requests: Math.max(requests, known?.requests ?? 0),
      lastDay: later(lastDay, known?.lastDay ?? null),
      operations: [...new Set([...(known?.operations ?? []), ...operations])],
    });
  }
  return [...clients.values()].toSorted((one, other) => other.requests - one.requests);
}

function later(one: string | null, other: string | null): string | null {
  return one === null || (other !== null && other > one) ? other : one;
}

function tell(
  subgraph: NamedSubgraph,
  { coordinate, severity, message }: SchemaChange,
  uses: readonly ClientUse[],
): Finding {
  const details = { coordinate, node: nodeOf(subgraph, coordinate), uses };
  const code = severity === "BREAKING" ? "CHANGE_BREAKING" : "CHANGE_DANGEROUS";
  if (uses.length === 0) {
    return createFinding(code, subgraph.name, {
      ...details,
      severity: "INFO",
      message: { zh: `${message.zh}；没有须顾及的使用`, en: `${message.en}; no use of it counts` },
      advice: { zh: "无需处理。", en: "Nothing needs to be done." },
    });
  }
  return createFinding(code, subgraph.name, {
    ...details,
    message: {
      zh: `${message.zh}；${nameClients(uses, "zh")}`,
      en: `${message.en}; ${nameClients(uses, "en")}`,
    },
    advice: ADVICE[code],
  });
}

const ADVICE: Readonly<Record<"CHANGE_BREAKING" | "CHANGE_DANGEROUS", Words>> = {
  CHANGE_BREAKING: {
    zh: "先保留并标 `@deprecated(reason: …)`，等上述客户端改完；急需的请督查员批准。",
    en: "Keep it, marked @deprecated(reason: …), until those clients have moved; where it cannot wait, ask a supervisor for approval.",
  },
  CHANGE_DANGEROUS: {
    zh: "可以发布；请先告知上述客户端。",
    en: "It may be published; tell those clients first.",
  },
};

const MAX_NAMED = 5;

function nameClients(uses: readonly ClientUse[], language: keyof Words): string {
  const named = uses
    .slice(0, MAX_NAMED)
    .map(({ client, requests, lastDay }) =>
      language === "zh"
        ? `${client === "" ? "未署名的客户端" : client}（${lastDay === null ? "已登记的查询文档" : `${requests}次，最近${lastDay}`}）`
        : `${client === "" ? "clients without a name" : client} (${lastDay === null ? "registered documents" : `${requests} requests, last on ${lastDay}`})`,
    );
  const more = uses.length - named.length;
  if (language === "zh") return `使用者：${named.join("、")}${more > 0 ? `，另有${more}个` : ""}`;
  return `used by ${named.join(", ")}${more > 0 ? `, and ${more} more` : ""}`;
}

/** The node of the coordinate or, if it was removed, of the element around it; null: neither exists. */
function nodeOf(subgraph: NamedSubgraph, coordinate: string) {
  const [, typeName = "", memberName = "", argumentName = ""] =
    /^(\w+)(?:\.(\w+))?(?:\((\w+):\))?$/.exec(coordinate) ?? [];
  const type = readSubgraph(subgraph).types.get(typeName);
  if (!type) return null;
  const field = type.fields.get(memberName);
  return (
    field?.arguments?.find(({ name }) => name.value === argumentName) ??
    field ??
    type.inputFields.get(memberName) ??
    type.values.get(memberName) ??
    type.nodes[0]
  ).name;
}
