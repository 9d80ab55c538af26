/** The portal in a browser: takes over the page that the gateway rendered. */
import "./style/index.css";
import { createWebHistory } from "vue-router";
import { createPortal } from "./app/create-portal";
import { readState } from "./app/state";
import { createFollow } from "./data/follow";
import { createHttpTransport } from "./data/http-transport";
import { ERRORS } from "./pages/error/page";
import { ROUTES } from "./pages/routes";

const VIEW = "/graphql/public";

const { app, router } = createPortal({
  routes: ROUTES,
  errors: ERRORS,
  transport: createHttpTransport(VIEW),
  follow: createFollow(VIEW),
  history: createWebHistory(),
  origin: location.origin,
  state: readState(document),
});
await router.isReady();
app.mount("#portal");
