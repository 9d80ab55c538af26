/** The thread that applies contracts to one state of the graph: see `apply-apart.ts`. */
import { parentPort, workerData } from "node:worker_threads";
import { answerContracts, type ContractQuestion } from "./answer-contracts.js";

// the one thread that starts this file passes exactly this
const question: ContractQuestion = workerData;
parentPort?.postMessage(answerContracts(question));
