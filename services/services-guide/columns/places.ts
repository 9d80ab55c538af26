/** 办理地点: the columns of the file. */
import { columns, type CellsOf } from "#kit";

export const servicePlaceColumns = {
  name: columns.text({
    scan: false,
    zh: "地点名称",
    en: "Name of the place, as the items have it",
    aliases: ["办理地点", "大厅名称"],
    required: true,
    maxLength: 200,
    indexed: true,
    example: "密云区政务服务中心",
  }),
  address: columns.text({
    scan: false,
    zh: "地址",
    en: "Address",
    aliases: ["详细地址"],
    required: true,
    maxLength: 300,
    example: "密云区示例路1号",
  }),
  town: columns.text({
    zh: "乡镇街道",
    en: "Town or sub-district",
    aliases: ["所在镇街", "镇街"],
    required: true,
    maxLength: 50,
    indexed: true,
    example: "果园街道",
  }),
  hours: columns.text({
    scan: false,
    zh: "办公时间",
    en: "When it is open",
    aliases: ["开放时间", "办理时间"],
    required: true,
    maxLength: 500,
    example: "周一至周五 9:00至17:00，法定节假日除外",
  }),
  phone: columns.text({
    scan: false,
    zh: "联系电话",
    en: "Telephone",
    aliases: ["电话", "咨询电话"],
    required: true,
    maxLength: 100,
    example: "010-00000000",
  }),
  route: columns.text({
    scan: false,
    zh: "交通指引",
    en: "How to get there",
    aliases: ["乘车路线"],
    maxLength: 500,
    example: "乘公交示例1路至示例站",
  }),
  barrierFree: columns.text({
    zh: "无障碍设施",
    en: "What there is for people with disabilities",
    maxLength: 300,
    example: "坡道、无障碍卫生间",
  }),
};

export type ServicePlaceCells = CellsOf<typeof servicePlaceColumns>;
