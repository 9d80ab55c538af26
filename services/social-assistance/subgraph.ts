/** 社会救助: figures by month, quarter and school year, standards, institutions of elderly care, charities. */
import { defineSubgraph, departmentStub, entityStub, listField } from "#kit";
import { charities } from "./feeds/charities.js";
import { elderlyCare } from "./feeds/elderly-care.js";
import { extremePoverty } from "./feeds/extreme-poverty.js";
import { freshmen } from "./feeds/freshmen.js";
import { minimumLiving } from "./feeds/minimum-living.js";
import { standards } from "./feeds/standards.js";
import { temporary } from "./feeds/temporary.js";

const Area = entityStub("social-assistance", "Area", "code");
const Party = entityStub("social-assistance", "Party", "id");
const byArea = { on: Area, by: "areaCode", value: ({ code }: { readonly code?: string }) => code } as const;
const byParty = { on: Party, by: "partyId", value: ({ id }: { readonly id?: string }) => id } as const;

export default defineSubgraph({
  name: "social-assistance",
  catalogue: {
    title: { zh: "社会救助", en: "Social assistance" },
    theme: "SOCIAL_SECURITY",
    keywords: ["社会救助", "民政"],
    audiences: ["IN_NEED"],
    feeds: {
      freshmen: { audiences: ["IN_NEED", "PARENTS"] },
      "elderly-care": { audiences: ["ELDERLY"] },
      "extreme-poverty": { audiences: ["IN_NEED", "ELDERLY"] },
      charities: { audiences: ["ENTERPRISES", "INDIVIDUALS"] },
    },
  },
  feeds: [minimumLiving, extremePoverty, temporary, freshmen, standards, elderlyCare, charities],
  entities: [Area, Party, departmentStub("social-assistance")],
  resolvers: [
    listField({
      ...byArea,
      name: "minimumLivingFigures",
      description: { zh: "本辖区的城乡低保", en: "Minimum living allowance here" },
      of: minimumLiving,
    }),
    listField({
      ...byArea,
      name: "extremePovertyFigures",
      description: { zh: "本辖区的特困供养", en: "Support in extreme poverty here" },
      of: extremePoverty,
    }),
    listField({
      ...byArea,
      name: "temporaryAssistanceFigures",
      description: { zh: "本辖区的临时救助", en: "Temporary assistance here" },
      of: temporary,
    }),
    listField({
      ...byArea,
      name: "elderlyCareInstitutions",
      description: { zh: "本辖区的养老机构", en: "Institutions of elderly care here" },
      of: elderlyCare,
    }),
    listField({
      ...byParty,
      name: "elderlyCareInstitutions",
      description: { zh: "该主体举办的养老机构", en: "Institutions of elderly care that it runs" },
      of: elderlyCare,
    }),
    listField({
      ...byParty,
      name: "charities",
      description: { zh: "该主体的慈善组织认定", en: "Its recognition as a charity" },
      of: charities,
    }),
  ],
});
