/** What programs find here, and at which addresses. */
import type { Word } from "../../words";

export interface Place {
  readonly path: string;
  readonly word: Word;
}

export interface Section {
  readonly id: string;
  readonly title: Word;
  readonly places: readonly Place[];
}

export const SECTIONS: readonly Section[] = [
  {
    id: "graph",
    title: "developers.graph",
    places: [
      { path: "/explorer", word: "developers.explorer" },
      { path: "/graphql/public", word: "developers.public" },
      { path: "/graphql/mobile", word: "developers.mobile" },
      { path: "/graphql/internal", word: "developers.internal" },
      { path: "/schema", word: "developers.changes" },
      { path: "/schema/public.graphql", word: "developers.sdl" },
      { path: "/schema/changes.atom", word: "developers.changesFeed" },
    ],
  },
  {
    id: "data",
    title: "developers.data",
    places: [
      { path: "/catalog.ttl", word: "developers.catalogTurtle" },
      { path: "/catalog.jsonld", word: "developers.catalogJson" },
      { path: "/data/<dataset>.csv", word: "developers.download" },
      { path: "/data/<dataset>/changes", word: "developers.recordChanges" },
      { path: "/id/<type>/<id>.jsonld", word: "developers.record" },
      { path: "/alerts/<id>.atom", word: "developers.alert" },
      { path: "POST /mcp", word: "developers.agents" },
      { path: "/llms.txt", word: "developers.agentsText" },
    ],
  },
  {
    id: "trust",
    title: "developers.trust",
    places: [
      { path: "/.well-known/tongcha-log", word: "developers.log" },
      { path: "/data/<dataset>/proof", word: "developers.proof" },
      { path: "/.well-known/tongcha-callers.json", word: "developers.callers" },
    ],
  },
  {
    id: "departments",
    title: "developers.departments",
    places: [
      { path: "/desk", word: "developers.desk" },
      { path: "/intake/<feed>", word: "developers.intake" },
      { path: "/intake/<feed>/template.xlsx", word: "developers.form" },
    ],
  },
  {
    id: "operators",
    title: "developers.operators",
    places: [
      { path: "/health/live", word: "developers.live" },
      { path: "/health/ready", word: "developers.ready" },
      { path: "/metrics", word: "developers.metrics" },
    ],
  },
];
