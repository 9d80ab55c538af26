/**
 * The data. Invented, in memory: put your database's queries here. Area codes are those of the district's
 * directory.
 */
import { SampleNamePoint } from "./types.js";

const POINTS: readonly SampleNamePoint[] = [
  new SampleNamePoint({
    id: "1",
    name: "示例鼓楼服务点",
    address: "密云区示例路1号",
    areaCode: "110118001",
    remark: "周三盘点",
  }),
  new SampleNamePoint({
    id: "2",
    name: "示例果园服务点",
    address: "密云区示例路2号",
    areaCode: "110118002",
    remark: "无障碍通道施工",
  }),
  new SampleNamePoint({
    id: "3",
    name: "示例鼓楼东服务点",
    address: "密云区示例路3号",
    areaCode: "110118001",
    remark: "",
  }),
];

export function findPoint(id: string): SampleNamePoint | null {
  return POINTS.find((point) => point.id === id) ?? null;
}

/** In the order of their identifiers; of one area, or of all where it is null. */
export function listPoints(areaCode: string | null, first: number): readonly SampleNamePoint[] {
  return POINTS.filter((point) => areaCode === null || point.areaCode === areaCode).slice(0, first);
}
