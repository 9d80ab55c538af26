/** The type of a file that a record has beside it, the same in every subgraph. */
import type { Attachment } from "../../store/read/attachments.js";
import { Directive, Int } from "./decorators.js";
import { describe } from "./describe.js";
import { addField, objectType } from "./make-type.js";

export type ShownFile = Attachment & { readonly path: string };

export const AttachedFileType = objectType<ShownFile>(
  "AttachedFile",
  describe("附件，照原样保存", "A file beside a record, kept byte for byte"),
);
Directive("@shareable")(AttachedFileType);
addField(AttachedFileType, "name", String, describe("文件名", "Its name"));
addField(
  AttachedFileType,
  "path",
  String,
  describe("在本站的地址，长期不变", "Its address on this hub, for good"),
);
addField(AttachedFileType, "mediaType", String, describe("文件类型", "Its media type"));
addField(AttachedFileType, "bytes", Int, describe("字节数", "Its size in bytes"));
addField(
  AttachedFileType,
  "pages",
  Int,
  describe("页数；没有页码的为空", "How many pages it has; null for what has none"),
  { nullable: true },
);
addField(
  AttachedFileType,
  "sha256",
  String,
  describe("内容的 SHA-256，十六进制", "SHA-256 of its bytes, hexadecimal"),
);
