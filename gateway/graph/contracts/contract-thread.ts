/** The thread that applies contracts to one state of the graph: see `apply-apart.ts`. */
export { answerContracts as default } from "./answer-contracts.js";
