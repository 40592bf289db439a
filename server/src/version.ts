/** The version of this build, one number for extension, npm package and reports. */
export { version } from "../../package.json";
