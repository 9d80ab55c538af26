/** Invented definitions of datasets, each with a sound table schema of its own. */
import type { Random, SampleGenerators, SampleRow } from "#kit";

export const samples: SampleGenerators = {
  "open-data.datasets": (random: Random, index: number): SampleRow => ({
    datasetId: `sample-${inLetters(index)}`,
    title: `示例数据集${index + 1}`,
    titleEn: `Sample dataset ${index + 1}`,
    description: "示例数据集的说明",
    theme: random.pick(["交通服务", "环境与资源保护", "农业农村"]),
    keywords: "示例、公交",
    contact: "010-00000000",
    openness: "无条件开放",
    opennessNote: "",
    sharing: "无条件共享",
    rhythm: random.pick(["每月", "每年", "不定期"]),
    licence: "CC BY 4.0",
    coverage: "2024年至今",
    typeName: "",
    listName: "",
    isAppended: random.pick(["是", "否"]),
    tableSchema: schema(random),
  }),
};

function schema(random: Random): string {
  return JSON.stringify({
    fields: [
      { name: "名称", type: "string", constraints: { required: true, maxLength: random.int(20, 200) } },
      { name: "数量", type: "integer" },
      { name: "日期", type: "date" },
    ],
    primaryKey: "名称",
  });
}

/** Identifiers have no digits: 0 → a, 26 → ba. */
function inLetters(index: number): string {
  const last = String.fromCharCode(97 + (index % 26));
  return index < 26 ? last : inLetters(Math.floor(index / 26)) + last;
}
