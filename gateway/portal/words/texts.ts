/** Each page's texts, by the page's name. */
export { dataset } from "./dataset";
export { datasets } from "./datasets";
export { departments } from "./departments";
export { enterprises } from "./enterprises";
export { desk } from "./desk";
export { developers } from "./developers";
export { error } from "./error";
export { frame } from "./frame";
export { home } from "./home";
export { parts } from "./parts";
export { record } from "./record";
export { schema } from "./schema";
export { search } from "./search";
export { schools } from "./schools";
export { sources } from "./sources";
export { statistics } from "./statistics";
export { towns } from "./towns";
