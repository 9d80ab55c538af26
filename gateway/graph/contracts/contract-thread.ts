/** The worker thread that applies contracts: see `apply-apart.ts`. */
export { answerContracts as default } from "./answer-contracts.js";
