/**
 * Notices of intermediary services: of one purchase, of the department that has the project, of who was
 * chosen.
 */
import { departmentStub, entityField, entityStub, listField, recordType, type ClassType } from "#kit";
import { intermediaryNotices } from "../feeds/intermediary-notices.js";

const Notice = recordType(intermediaryNotices);

export const noticeLinks: readonly ClassType[] = [
  entityField({
    on: intermediaryNotices,
    name: "call",
    description: { zh: "对应的采购公告", en: "The call that it belongs to" },
    type: () => Notice,
    key: "noticeNumber",
    from: "refersTo",
  }),
  listField({
    on: Notice,
    name: "followedBy",
    description: { zh: "后续公告", en: "The notices that followed" },
    of: intermediaryNotices,
    by: "refersTo",
    needs: ["noticeNumber"],
    value: ({ noticeNumber }) => noticeNumber,
  }),
  listField({
    on: departmentStub("services-guide"),
    name: "intermediaryNotices",
    description: { zh: "该部门项目的中介服务公告", en: "Intermediary services that its projects asked for" },
    of: intermediaryNotices,
    by: "ownerCode",
    value: ({ code }) => code,
  }),
  listField({
    on: entityStub("services-guide", "Party", "id"),
    name: "intermediaryServices",
    description: { zh: "该主体中选的中介服务", en: "Intermediary services for which it was chosen" },
    of: intermediaryNotices,
    by: "partyId",
    value: ({ id }) => id,
  }),
];
