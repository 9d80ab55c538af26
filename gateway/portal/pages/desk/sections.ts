/** The sections of the desk, and whose they are. */
import type { Word } from "../../words";
import type { Role, Session } from "./session";

export interface Section {
  readonly to: string;
  readonly word: Word;
  /** What is done there. */
  readonly text: Word;
  readonly roles: readonly Role[];
}

const SECTIONS: readonly Section[] = [
  { to: "/desk/feeds", word: "desk.feeds", text: "desk.feedsText", roles: ["clerk", "reviewer"] },
  {
    to: "/desk/submissions",
    word: "desk.submissions",
    text: "desk.submissionsText",
    roles: ["clerk", "reviewer", "supervisor"],
  },
  {
    to: "/desk/concurrences",
    word: "desk.concurrences",
    text: "desk.concurrencesText",
    roles: ["clerk", "reviewer", "supervisor"],
  },
  {
    to: "/desk/discrepancies",
    word: "desk.discrepancies",
    text: "desk.discrepanciesText",
    roles: ["clerk", "reviewer", "supervisor"],
  },
  { to: "/desk/office", word: "desk.office", text: "desk.officeText", roles: ["supervisor"] },
  { to: "/desk/trail", word: "desk.trail", text: "desk.trailText", roles: ["supervisor"] },
  { to: "/desk/graph", word: "desk.graph", text: "desk.graphText", roles: ["developer", "supervisor"] },
];

export function sectionsOf({ roles }: Session): readonly Section[] {
  return SECTIONS.filter((section) => section.roles.some((role) => roles.includes(role)));
}
