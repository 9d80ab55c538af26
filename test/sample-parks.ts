/** A dataset of 园林绿化局 (`yllhj`), in the columns of its definition; `changes` are those of a test. */
export const definition = (changes: Readonly<Record<string, unknown>>): string =>
  JSON.stringify([
    {
      数据集编码: "sample-parks",
      名称: "示例公园",
      英文名称: "Parks",
      摘要: "示例",
      主题分类: "环境与资源保护",
      联系方式: "010-00000000",
      开放属性: "无条件开放",
      共享属性: "无条件共享",
      更新频率: "每年",
      授权许可: "CC BY 4.0",
      表结构: {
        fields: [
          { name: "公园名称", constraints: { required: true } },
          { name: "面积(公顷)", type: "number", unit: "公顷" },
        ],
      },
      ...changes,
    },
  ]);
