/** The types of `notPublic`: counts of what is not public, and why. */
import {
  addField,
  codeEnum,
  describe,
  Float,
  Int,
  labelField,
  objectType,
  type ClassType,
  type CodeList,
  type EntityReference,
} from "#kit";
import { decisionKinds } from "../columns/decision-numbers.js";
import { grounds } from "../columns/grounds.js";
import { requestOutcomes } from "../columns/requests.js";
import { withheldKinds, withheldOpennesses } from "../columns/withheld.js";
import { hiddenHow, type HiddenColumn } from "../not-public/columns.js";
import type { DecisionCount, OpenDecision } from "../not-public/decisions.js";
import type { ShareOfYear, WithheldCount } from "../not-public/documents.js";
import { removalCauses, type RefusedCount, type RemovedCount } from "../not-public/removed.js";
import type { RequestCount, RefusedRequestCount } from "../not-public/requests.js";
import type { SuppressedCount } from "../not-public/suppressed.js";
import { Department, FeedType } from "./feed-resolver.js";

/** A count with the entities that it is of. */
export type Shown<T extends object> = Omit<T, "department" | "feed"> &
  (T extends { readonly department: string } ? { readonly department: EntityReference } : object) &
  (T extends { readonly feed: string } ? { readonly feed: FeedType | null } : object);

type Of = readonly [name: string, type: object, zh: string, en: string, nullable?: "nullable"];

function typeOf<T extends object>(name: string, zh: string, en: string, fields: readonly Of[]): ClassType<T> {
  const type = objectType<T>(name, describe(zh, en));
  for (const [field, of, inChinese, inEnglish, nullable] of fields)
    addField(type, field, of, describe(inChinese, inEnglish), { nullable: nullable !== undefined });
  return type;
}

const DEPARTMENT: Of = ["department", Department, "部门", "Department"];
const FEED: Of = ["feed", FeedType, "报送事项", "Feed", "nullable"];
const YEAR: Of = ["year", Int, "年份", "Year"];

export const WithheldCountType = typeOf<Shown<WithheldCount>>(
  "WithheldCount",
  "不公开信息目录中的一类信息",
  "A kind of information that is not public",
  [
    DEPARTMENT,
    ["kind", codeEnum(withheldKinds), "信息种类", "Kind"],
    ["openness", codeEnum(withheldOpennesses), "公开属性", "Whether it is given on request"],
    [
      "ground",
      codeEnum(grounds),
      "依据；依申请公开的为空",
      "Ground; null of what is given on request",
      "nullable",
    ],
    ["documents", Int, "件数", "How many"],
  ],
);

export const ShareOfYearType = typeOf<ShareOfYear & { readonly share: number | null }>(
  "DisclosureShare",
  "一年的主动公开占比和定期审查",
  "A year's share of what is public, and its reviews",
  [
    YEAR,
    ["published", Int, "当年成文、已主动公开的政策文件", "Policy documents made in it that are public"],
    ["withheld", Int, "当年成文、没有公开的政策性文件", "Policy documents made in it that are not"],
    ["share", Float, "主动公开的占比，0至1", "Share that is public, 0 to 1", "nullable"],
    ["reviews", Int, "当年的定期审查", "Reviews that were held in it"],
    ["disclosed", Int, "其中公开或部分公开的", "Of them those that made something public"],
  ],
);

export const HiddenColumnType = typeOf<HiddenColumn>(
  "HiddenColumn",
  "报送而不公开、或者处理后公开的一列",
  "A column that is handed in, and hidden",
  [
    ["field", String, "字段", "Field"],
    ["show", codeEnum(hiddenHow), "不公开的方式", "How it is hidden"],
  ],
);

export const SuppressedCountType = typeOf<Shown<SuppressedCount>>(
  "SuppressedCount",
  "一个时期因人数过少而不公开的数",
  "Figures of a period that are hidden, since they are of few",
  [
    FEED,
    ["period", String, "时期；没有时期的为空", "Period; null without one", "nullable"],
    ["records", Int, "有不公开的数的记录", "Records of which a figure is hidden"],
    [
      "cells",
      Int,
      "其中空着的数，选填而未填的也计入",
      "Their figures that are blank; an optional one that was never filled in counts too",
    ],
  ],
);

export const RemovedCountType = typeOf<Shown<RemovedCount>>(
  "RemovedCount",
  "曾经公开、已停止公开的记录数",
  "How many records that were public are so no longer",
  [
    FEED,
    DEPARTMENT,
    YEAR,
    ["cause", codeEnum(removalCauses), "原因", "Why"],
    ["records", Int, "记录数", "Records"],
  ],
);

export const RefusedCountType = typeOf<Shown<RefusedCount>>(
  "RefusedCount",
  "发布前未获通过的报送",
  "Files that were refused before their release",
  [
    FEED,
    DEPARTMENT,
    YEAR,
    ["unreadable", Int, "无法读取而拒收的文件", "Files that could not be read"],
    ["rejected", Int, "审核不通过的报送", "Files that their reviewer refused"],
    ["rows", Int, "审核不通过的行数", "Rows of those"],
  ],
);

export const DecisionCountType = typeOf<Shown<DecisionCount>>(
  "DecisionCount",
  "部门登记的决定与已公开的决定",
  "Decisions of a department's own register, and those that are published",
  [
    DEPARTMENT,
    ["kind", codeEnum(decisionKinds), "决定种类", "Kind"],
    YEAR,
    ["registered", Int, "登记的决定", "In the register"],
    ["withheld", Int, "依法不公开的", "Not to be public"],
    ["published", Int, "公开过的", "That were published"],
    [
      "open",
      Int,
      "已过时限、没有公开过的：请部门说明，不是结论",
      "Never published, after the deadline: a question to the department, no verdict",
    ],
  ],
);

export const RefusedRequestCountType = typeOf<Shown<RefusedRequestCount>>(
  "RefusedRequestCount",
  "没有全部公开的依申请公开件数",
  "Requests of which not all was public",
  [
    DEPARTMENT,
    ["year", Int, "答复日期的年份", "Year of the answer"],
    ["outcome", codeEnum(requestOutcomes), "办理结果", "What came of them"],
    [
      "ground",
      codeEnum(grounds),
      "不予公开的依据；其他结果为空",
      "Ground; null of other outcomes",
      "nullable",
    ],
    [
      "requests",
      Int,
      "件数；少于最低公开人数的为空",
      "How many; null where they are fewer than the fewest persons shown",
      "nullable",
    ],
  ],
);

export const RequestCountType = typeOf<Shown<RequestCount>>(
  "RequestCount",
  "一个部门一年收到的依申请公开是否按期答复",
  "Requests that a department received in a year, and whether they were answered in time",
  [
    DEPARTMENT,
    ["year", Int, "收到的年份", "Year of receipt"],
    ["received", Int, "收到的申请", "Received"],
    ["answered", Int, "已答复的", "Answered"],
    ["late", Int, "其中逾期答复的", "Of them after their last day"],
    ["overdue", Int, "尚未答复、已逾期的", "Not answered, and past their last day"],
    ["extended", Int, "延长了期限的", "With an extension"],
  ],
);

export const OpenDecisionType = typeOf<Shown<OpenDecision>>(
  "OpenDecision",
  "登记了而没有公开过的决定：请部门说明，不是结论",
  "A decision of the register that was never published: a question to the department, no verdict",
  [
    DEPARTMENT,
    ["kind", codeEnum(decisionKinds), "决定种类", "Kind"],
    ["decisionNumber", String, "决定书文号", "Its number"],
  ],
);

/** The words of their codes. */
export const notPublicLabels: readonly ClassType[] = (
  [
    [WithheldCountType, "kind", withheldKinds, true],
    [WithheldCountType, "openness", withheldOpennesses, true],
    [WithheldCountType, "ground", grounds, false],
    [HiddenColumnType, "show", hiddenHow, true],
    [RemovedCountType, "cause", removalCauses, true],
    [RefusedRequestCountType, "outcome", requestOutcomes, true],
    [RefusedRequestCountType, "ground", grounds, false],
    [DecisionCountType, "kind", decisionKinds, true],
    [OpenDecisionType, "kind", decisionKinds, true],
  ] as const satisfies readonly (readonly [ClassType, string, CodeList, boolean])[]
).map(([on, from, list, required]) =>
  labelField({
    on,
    from,
    name: `${from}Label`,
    field: { kind: "code", required, zh: list.title.zh, en: list.title.en, list },
  }),
);
