import { defineConfig } from "vitest/config";

// One classic script without imports: it works from a single tag, needs no CORS to
// load, and keeps its styles inside, as a constructable stylesheet.
export default defineConfig({
  build: {
    outDir: process.env.AISLE_WIDGET_OUT ?? "../static",
    emptyOutDir: false,
    target: "es2022",
    reportCompressedSize: false,
    lib: {
      entry: "src/main.ts",
      formats: ["iife"],
      name: "AisleWidget",
      fileName: () => "aisle-widget.js",
    },
  },
  test: { include: ["tests/**/*.test.ts"] },
});
