/** The addresses of the portal. A page is loaded when somebody opens it. */
import type { Route } from "../app/create-portal";

export const ROUTES: readonly Route[] = [
  { path: "/", page: () => import("./home/page") },
  { path: "/datasets", page: () => import("./datasets/page") },
  { path: "/departments", page: () => import("./departments/page") },
  { path: "/departments/:code", page: () => import("./department/page") },
  { path: "/enterprises", page: () => import("./enterprises/page") },
  { path: "/enterprises/:id", page: () => import("./enterprise/page") },
  { path: "/search", page: () => import("./search/page") },
  { path: "/id/:type/:id", page: () => import("./record/page") },
  { path: "/schema", page: () => import("./schema/page") },
  { path: "/developers", page: () => import("./developers/page") },
  { path: "/desk", page: () => import("./desk/home/page"), isPersonal: true },
  { path: "/desk/feeds", page: () => import("./desk/feeds/page"), isPersonal: true },
  { path: "/desk/feeds/:feed", page: () => import("./desk/feed/page"), isPersonal: true },
  { path: "/desk/submissions", page: () => import("./desk/submissions/page"), isPersonal: true },
  { path: "/desk/again", page: () => import("./desk/again/page"), isPersonal: true },
  { path: "/desk/office", page: () => import("./desk/office/page"), isPersonal: true },
  { path: "/desk/trail", page: () => import("./desk/trail/page"), isPersonal: true },
  { path: "/desk/graph", page: () => import("./desk/graph/page"), isPersonal: true },
  { path: "/desk/submissions/:id", page: () => import("./desk/submission/page"), isPersonal: true },
  { path: "/towns", page: () => import("./towns/page") },
  { path: "/towns/:code", page: () => import("./town/page") },
  { path: "/statistics", page: () => import("./statistics/page") },
  { path: "/statistics/:series", page: () => import("./series/page") },
  { path: "/datasets/:id", page: () => import("./dataset/page") },
];
