/**
 * The parts of Keyfit that the benchmarks run without a server, and the keys that they write into their files. Bundled as
 * the server is, so that what is measured is what ships.
 */

export { findFacts } from "../../server/src/find/facts";
export type { Facts } from "../../server/src/find/model";
export { nodeFiles } from "../../server/src/node/files";
export { keepHeapSmall } from "../../server/src/node/heap";
export { timedBudget } from "../../server/src/node/time";
export { NO_PROJECT } from "../../server/src/project/view";
export { defaultBudget } from "../../server/src/read/budget";
export { readYaml } from "../../server/src/read/yaml";
export { judge } from "../../server/src/rules/judge";
export { createKeyfit } from "../../server/src/service";
export { createIndexer } from "../../server/src/workspace/indexer";
export { DEFAULT_SETTINGS } from "../../server/src/workspace/settings";
export { survey } from "../../server/src/workspace/survey";
export { encode, essu, pairOf } from "../support/keys";
