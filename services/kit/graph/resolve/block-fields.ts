/** Beside each structured text (`body`) its paragraphs, headings, lists and tables (`bodyBlocks`). */
import type { FeedContract } from "../../feed/contract.js";
import { storedFields } from "../../feed/stored-fields.js";
import { blocksOf, type TextBlock } from "../../values/structured-text.js";
import { Directive, FieldResolver, Resolver, Root, type ClassType } from "../types/decorators.js";
import { assumedSize } from "../types/costs.js";
import { describe } from "../types/describe.js";
import { makeType } from "../types/make-type.js";
import { recordType } from "../types/record-type.js";
import { TextBlockType } from "../types/text-block.js";
import { Needs } from "./selection.js";

/** Blocks of a text of some pages, for the price of an operation. */
const USUAL_BLOCKS = 40;

export function recordBlocks(contract: FeedContract): readonly ClassType[] {
  return storedFields(contract)
    .filter(({ isStructured, exposed }) => isStructured && exposed)
    .map(({ field, zh, en }) => {
      const name = `${field}Blocks`;
      const on = recordType(contract);
      const blocks = (record: Readonly<Record<string, unknown>>): readonly TextBlock[] => {
        const text = record[field];
        return typeof text === "string" ? blocksOf(text) : [];
      };
      const resolver = makeType(
        `${on.name}_${name}`,
        Resolver(() => on),
      );
      const descriptor: PropertyDescriptor = { value: blocks, configurable: true };
      Object.defineProperty(resolver.prototype, name, descriptor);
      FieldResolver(() => [TextBlockType], {
        description: describe(
          `${zh}：按标题、段落、列表和表格分块`,
          `${en}: its headings, paragraphs, lists and tables`,
        ),
      })(resolver.prototype, name, descriptor);
      Directive(assumedSize(USUAL_BLOCKS))(resolver.prototype, name);
      Needs(contract, field)(resolver.prototype, name);
      Root()(resolver.prototype, name, 0);
      return resolver;
    });
}
