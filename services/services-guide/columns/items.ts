/** 政务服务事项实施清单: the columns of the file. */
import type { CellsOf } from "#kit";
import { itemHandling } from "./item-handling.js";
import { itemNames } from "./item-names.js";
import { itemTerms } from "./item-terms.js";

export const serviceItemColumns = { ...itemNames, ...itemTerms, ...itemHandling };

export type ServiceItemCells = CellsOf<typeof serviceItemColumns>;
