import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["test/{unit,lsp,cli,corpus,meta}/**/*.test.ts"] },
});
