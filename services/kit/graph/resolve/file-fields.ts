/** Beside each text that names files (`attachments`) the files themselves (`attachmentFiles`). */
import { singular } from "../../feed/code-lists.js";
import type { FeedContract } from "../../feed/contract.js";
import { storedFields } from "../../feed/stored-fields.js";
import { attachedFiles, attachmentPath } from "../../values/attached-files.js";
import { AttachedFileType, type ShownFile } from "../types/attached-file.js";
import { assumedSize } from "../types/costs.js";
import { Ctx, Directive, FieldResolver, Resolver, Root, type ClassType } from "../types/decorators.js";
import { describe } from "../types/describe.js";
import { makeType } from "../types/make-type.js";
import { recordType } from "../types/record-type.js";
import type { SubgraphContext } from "./context.js";
import { Needs } from "./selection.js";

/** Of a document, for the price of an operation. */
const USUAL_FILES = 3;

export function recordFiles(contract: FeedContract): readonly ClassType[] {
  return storedFields(contract)
    .filter(({ isFiles, exposed }) => isFiles && exposed)
    .map(({ field, zh, en }) => {
      const name = `${singular(field)}Files`;
      const on = recordType(contract);
      const files = async (
        record: Readonly<Record<string, unknown>>,
        { reader }: SubgraphContext,
      ): Promise<readonly ShownFile[]> => {
        const found = await Promise.all(
          attachedFiles(record[field]).map(async (file) => {
            const facts = await reader.attachment(file.sha256);
            return facts === null ? [] : [{ ...facts, ...file, path: attachmentPath(file) }];
          }),
        );
        return found.flat();
      };
      const resolver = makeType(
        `${on.name}_${name}`,
        Resolver(() => on),
      );
      const descriptor: PropertyDescriptor = { value: files, configurable: true };
      Object.defineProperty(resolver.prototype, name, descriptor);
      FieldResolver(() => [AttachedFileType], {
        description: describe(`${zh}：各个文件`, `${en}: the files themselves`),
      })(resolver.prototype, name, descriptor);
      Directive(assumedSize(USUAL_FILES))(resolver.prototype, name);
      Needs(contract, field)(resolver.prototype, name);
      Root()(resolver.prototype, name, 0);
      Ctx()(resolver.prototype, name, 1);
      return resolver;
    });
}
