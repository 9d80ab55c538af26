/** All attacks, by what they are made of. */
import type { Attack } from "../attack.js";
import { CONNECTIONS } from "./connections.js";
import { DOCUMENTS } from "./documents.js";
import { FILES } from "./files.js";
import { LISTS } from "./lists.js";
import { RIGHTS } from "./rights.js";
import { TRANSPORTS } from "./transports.js";
import { WORDS } from "./words.js";

export const ATTACKS: readonly Attack[] = [
  ...LISTS,
  ...DOCUMENTS,
  ...WORDS,
  ...TRANSPORTS,
  ...RIGHTS,
  ...CONNECTIONS,
  ...FILES,
];
