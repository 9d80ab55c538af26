/** 同义词 (domain 12 §10): what people call a thing, and what documents call it; the search looks for either. */
import { columns, defineFeed, partsOf, synonymFeed, type CodeList, type CellsOf, type RowRule } from "#kit";
import { rule } from "../rules/rule.js";

const kinds: CodeList = {
  name: "SynonymKind",
  title: { zh: "同义词类型", en: "Kind of a synonym" },
  codes: [
    { name: "SAME", zh: "同义", en: "Same meaning" },
    { name: "SHORT", zh: "简称", en: "Short form" },
    { name: "FORMER", zh: "旧称", en: "Former name" },
    { name: "COLLOQUIAL", zh: "俗称", en: "As people say" },
  ],
};

const synonymColumns = {
  term: columns.text({
    zh: "规范词",
    en: "Word of the documents",
    required: true,
    maxLength: 40,
    indexed: true,
    example: "最低生活保障",
  }),
  synonyms: columns.text({
    zh: "同义词",
    en: "Other words, parted by ；",
    required: true,
    maxLength: 400,
    example: "低保；低保金",
  }),
  kind: columns.code(kinds, { zh: "类型", en: "Kind", required: true, indexed: true }),
};

const rules: readonly RowRule<CellsOf<typeof synonymColumns>>[] = [
  rule(
    "PD-81",
    "ERROR",
    "规范词和同义词各2至20个字符，且互不相同。请核对后重新报送。",
    "Words have 2 to 20 characters, and none stands twice.",
    ({ term, synonyms }) => {
      const words = [term, ...partsOf(synonyms)];
      return new Set(words).size === words.length &&
        words.length > 1 &&
        words.every((word) => word.length >= 2 && word.length <= 20)
        ? []
        : [{ field: "synonyms" }];
    },
  ),
];

export const synonyms = defineFeed({
  id: synonymFeed.feed,
  edition: "1",
  title: { zh: "搜索同义词", en: "Synonyms" },
  description: {
    zh: "群众用语与文件用语的对应，搜索时一并查找。",
    en: "What people say for the words of documents; the search finds either.",
  },
  type: "PolicySynonym",
  plural: "policySynonyms",
  lead: "zwfwj",
  submitters: "lead",
  legalBases: [{ title: "国办发〔2018〕22号", from: "2018-03-23" }],
  due: { kind: "on-change" },
  mode: "snapshot",
  columns: synonymColumns,
  key: ["term", "kind"],
  order: { field: "term", descending: false },
  search: { title: ["term"], text: ["synonyms"] },
  rules,
});
