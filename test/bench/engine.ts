/**
 * The parts of Keyfit that the benchmarks run without a server, and the keys that they write into their files. Bundled as
 * the server is, so that what is measured is what ships.
 */

export { findFacts } from "../../server/src/find/facts";
export type { Facts } from "../../server/src/find/model";
export { defaultBudget } from "../../server/src/read/budget";
export { readYaml } from "../../server/src/read/yaml";
export { judge } from "../../server/src/rules/judge";
export { DEFAULT_SETTINGS } from "../../server/src/workspace/settings";
export { encode, essu, pairOf } from "../support/keys";
