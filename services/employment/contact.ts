/**
 * Whom to ask about a vacancy: an office and its line are public; a person and a mobile telephone are not
 * (domain 06).
 */
import { columns, type Column, type Row } from "#kit";

const OFFICE = /[部科处室办中心所站组]$|人事|人力|招聘|综合/;
const MOBILE = /(?:^|\D)1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}(?:\D|$)/;

export function contactName(): Column<"text", false> {
  return columns.text({
    zh: "联系人",
    en: "Whom to ask",
    maxLength: 50,
    example: "人事部",
    show: {
      when: ({ contactName: name }: Row) => typeof name === "string" && !OFFICE.test(name),
      note: { zh: "只公开部门，不公开个人姓名", en: "Offices only; names of persons are not shown" },
    },
  });
}

export function contactPhone(): Column<"text", false> {
  return columns.text({
    scan: false,
    zh: "联系电话",
    en: "Telephone",
    aliases: ["电话", "咨询电话"],
    maxLength: 40,
    example: "010-00000000",
    show: {
      when: ({ contactPhone: phone }: Row) => typeof phone === "string" && MOBILE.test(phone),
      note: { zh: "只公开办公电话，不公开手机号", en: "Office lines only; mobile numbers are not shown" },
    },
  });
}
