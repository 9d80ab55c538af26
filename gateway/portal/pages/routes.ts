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
];
