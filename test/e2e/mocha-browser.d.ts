/** Mocha's build for browsers has no types of its own; this is the part that browser.ts uses. */
declare module "mocha/mocha.mjs" {
  export const mocha: BrowserMocha;
}
