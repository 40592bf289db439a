import { defineConfig } from "vitest/config";

const SCRIPT = (process.env.npm_lifecycle_event ?? "vitest").replaceAll(":", "-");

export default defineConfig({
  test: {
    include: ["test/{unit,lsp,cli,corpus,fuzz,meta}/**/*.test.ts"],
    // Counted by .ci/run, a file for each npm script.
    reporters: ["default", ["json", { outputFile: `.cache/results/${SCRIPT}.json` }]],
  },
});
