/** The thread that applies contracts to states of the graph: see `apply-apart.ts`. */
export { answerContracts as default } from "./answer-contracts.js";
