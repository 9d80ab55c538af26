/** 就业: vacancies, job fairs, training, subsidies, posts, figures, policies, pensions. */
import { defineSubgraph, departmentStub, entityStub, listField } from "#kit";
import { figures } from "./feeds/figures.js";
import { jobFairs } from "./feeds/job-fairs.js";
import { pensionAdjustments } from "./feeds/pension-adjustments.js";
import { policies } from "./feeds/policies.js";
import { publicPosts } from "./feeds/public-posts.js";
import { subsidies } from "./feeds/subsidies.js";
import { training } from "./feeds/training.js";
import { vacancies } from "./feeds/vacancies.js";

const Area = entityStub("employment", "Area", "code");
const Party = entityStub("employment", "Party", "id");
const byArea = { on: Area, by: "areaCode", value: ({ code }: { readonly code?: string }) => code } as const;
const byParty = { on: Party, by: "partyId", value: ({ id }: { readonly id?: string }) => id } as const;

export default defineSubgraph({
  name: "employment",
  catalogue: {
    title: { zh: "就业", en: "Employment" },
    theme: "EMPLOYMENT",
    keywords: ["就业", "招聘", "培训"],
    audiences: ["JOB_SEEKERS"],
    feeds: {
      vacancies: { audiences: ["JOB_SEEKERS", "GRADUATES"] },
      "job-fairs": { audiences: ["JOB_SEEKERS", "GRADUATES"] },
      training: { audiences: ["JOB_SEEKERS", "GRADUATES"] },
      policies: { audiences: ["JOB_SEEKERS", "GRADUATES", "ENTERPRISES"] },
      subsidies: { audiences: ["ENTERPRISES", "JOB_SEEKERS"] },
      "pension-adjustments": { audiences: ["ELDERLY"] },
    },
  },
  feeds: [vacancies, jobFairs, training, subsidies, publicPosts, figures, policies, pensionAdjustments],
  entities: [Area, Party, departmentStub("employment")],
  resolvers: [
    listField({
      ...byArea,
      name: "vacancies",
      description: { zh: "本辖区的招聘岗位", en: "Vacancies here" },
      of: vacancies,
    }),
    listField({
      ...byArea,
      name: "jobFairs",
      description: { zh: "本辖区的招聘会", en: "Job fairs here" },
      of: jobFairs,
    }),
    listField({
      ...byArea,
      name: "employmentFigures",
      description: { zh: "本辖区的就业指标", en: "Employment figures of this place" },
      of: figures,
    }),
    listField({
      ...byParty,
      name: "vacancies",
      description: { zh: "该主体的招聘岗位", en: "Its vacancies" },
      of: vacancies,
    }),
    listField({
      ...byParty,
      name: "trainingProgrammes",
      description: { zh: "该主体举办的培训", en: "Training that it gives" },
      of: training,
    }),
    listField({
      ...byParty,
      name: "employmentSubsidies",
      description: { zh: "该主体领取的就业补贴", en: "Subsidies that it received" },
      of: subsidies,
    }),
  ],
});
