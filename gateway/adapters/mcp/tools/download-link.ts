import { z } from "zod";
import { defineTool, demand, noDataset } from "../tool.js";

const TEXT = `query McpDownloads(
  $dataset: ID!, $where: String, $orderBy: [String!], $columns: [String!], $asOf: DateTime
) {
  downloads(dataset: $dataset, where: $where, orderBy: $orderBy, columns: $columns, asOf: $asOf) {
    format mediaType path
  }
  dataset(id: $dataset) { title licenceLabel version modified publisher { code name } }
}`;

const answer = z.object({
  downloads: z.array(z.object({ format: z.string(), mediaType: z.string(), path: z.string() })),
  dataset: z
    .object({
      title: z.string(),
      licenceLabel: z.string(),
      version: z.int(),
      modified: z.string().nullable(),
      publisher: z.object({ code: z.string(), name: z.string() }),
    })
    .nullable(),
});

export const downloadLink = defineTool({
  name: "download_link",
  title: "下载地址 Download link",
  description:
    "Addresses of a dataset's files (CSV, XLSX, JSON, NDJSON, Parquet, GeoJSON of what has points), whole or the part that a filter takes; without limit of rows. 数据集的下载地址，可带筛选条件。",
  fields: ["downloads", "dataset"],
  input: z.strictObject({
    dataset: z.string().max(200).describe("Its id, such as enforcement.penalties"),
    where: z.record(z.string(), z.unknown()).optional().describe("The list's filter"),
    orderBy: z.array(z.string().max(100)).max(10).optional(),
    columns: z.array(z.string().max(100)).max(500).optional().describe("Only these fields"),
    asOf: z.string().max(50).optional().describe("What was public at this moment, with its offset"),
  }),
  output: z.object({
    title: z.string(),
    licence: z.string(),
    publisher: z.object({ code: z.string(), name: z.string() }),
    release: z
      .object({ number: z.int(), releasedAt: z.string().nullable() })
      .describe("The latest of the dataset"),
    files: z.array(z.object({ format: z.string(), mediaType: z.string(), address: z.url() })),
  }),
  call: async ({ where, ...given }, { ask, addressOf }) => {
    const { downloads, dataset } = answer.parse(
      await demand(ask, TEXT, { ...given, ...(where && { where: JSON.stringify(where) }) }),
    );
    if (dataset === null || downloads.length === 0) throw noDataset("download_link", given.dataset);
    return {
      title: dataset.title,
      licence: dataset.licenceLabel,
      publisher: dataset.publisher,
      release: { number: dataset.version, releasedAt: dataset.modified },
      files: downloads.map(({ format, mediaType, path }) => ({
        format,
        mediaType,
        address: addressOf(path),
      })),
    };
  },
});
