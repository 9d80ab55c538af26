/** 教育: schools, admission by plan and catchment, preschool projects, indicators, aid. */
import {
  defineSubgraph,
  departmentStub,
  entityField,
  entityStub,
  listField,
  recordType,
  type RecordOf,
} from "#kit";
import { SchoolsForResolver } from "./catchment/schools-for.js";
import { admissionPlans } from "./feeds/admission-plans.js";
import { admissionResults } from "./feeds/admission-results.js";
import { aid } from "./feeds/aid.js";
import { balance } from "./feeds/balance.js";
import { catchments } from "./feeds/catchments.js";
import { preschoolProjects } from "./feeds/preschool-projects.js";
import { schools } from "./feeds/schools.js";

const School = recordType(schools);
const Area = entityStub("education", "Area", "code");
const Party = entityStub("education", "Party", "id");
const bySchool = {
  on: School,
  by: "schoolCode",
  needs: ["code"],
  value: ({ code }: RecordOf<typeof schools>) => code,
} as const;
const byArea = { on: Area, by: "areaCode", value: ({ code }: { readonly code?: string }) => code } as const;

export default defineSubgraph({
  name: "education",
  catalogue: {
    title: { zh: "教育", en: "Education" },
    theme: "EDUCATION",
    keywords: ["教育", "学校", "入学"],
    audiences: ["PARENTS"],
  },
  feeds: [schools, admissionPlans, catchments, admissionResults, preschoolProjects, balance, aid],
  entities: [Area, Party, departmentStub("education")],
  resolvers: [
    SchoolsForResolver,
    listField({
      ...bySchool,
      name: "admissionPlans",
      description: { zh: "招生计划", en: "Its admission plans" },
      of: admissionPlans,
    }),
    listField({
      ...bySchool,
      name: "catchments",
      description: { zh: "服务片区", en: "The places that it serves" },
      of: catchments,
    }),
    listField({
      ...bySchool,
      name: "admissionResults",
      description: { zh: "招生结果", en: "How many pupils it took" },
      of: admissionResults,
    }),
    ...[admissionPlans, catchments, admissionResults].map((on) =>
      entityField({
        on,
        name: "school",
        description: { zh: "学校", en: "The school" },
        type: () => School,
        key: "code",
        from: "schoolCode",
      }),
    ),
    listField({
      ...byArea,
      name: "schools",
      description: { zh: "本辖区的学校和幼儿园", en: "Schools and kindergartens here" },
      of: schools,
    }),
    listField({
      ...byArea,
      name: "preschoolProjects",
      description: { zh: "本辖区的学前教育项目", en: "Preschool projects here" },
      of: preschoolProjects,
    }),
    listField({
      on: Party,
      by: "partyId",
      value: ({ id }: { readonly id?: string }) => id,
      name: "schools",
      description: { zh: "该主体举办的学校", en: "Schools that it runs" },
      of: schools,
    }),
  ],
});
