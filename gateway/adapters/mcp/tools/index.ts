/** The tools, in the order in which a program needs them. */
import type { Tool } from "../tool.js";
import { describeDataset } from "./describe-dataset.js";
import { downloadLink } from "./download-link.js";
import { duties } from "./duties.js";
import { explainProvenance } from "./explain-provenance.js";
import { getRecord } from "./get-record.js";
import { query } from "./query.js";
import { search } from "./search.js";

export const TOOLS: readonly Tool[] = [
  search,
  describeDataset,
  query,
  getRecord,
  explainProvenance,
  downloadLink,
  duties,
];
