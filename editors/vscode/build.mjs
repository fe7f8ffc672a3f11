// Puts the extension into one file, and beside it the licences of what has become part of it.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  external: ["vscode"],
  minify: true,
  metafile: true,
});

const folders = Object.keys(metafile.inputs).map(
  (file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0],
);
const parts = [...new Set(folders)].filter(Boolean).sort();
const notices = parts.map((folder) => {
  const { name, version } = JSON.parse(readFileSync(`${here}${folder}/package.json`, "utf8"));
  const file = readdirSync(`${here}${folder}`).find((each) => /^licen[cs]e/i.test(each));
  if (file === undefined) {
    throw new Error(`${folder} has no licence that could be passed on`);
  }
  const licence = readFileSync(`${here}${folder}/${file}`, "utf8").trim();
  return `${name} ${version}\n\n${licence}\n`;
});
writeFileSync(`${here}dist/THIRD-PARTY.txt`, notices.join(`\n${"-".repeat(80)}\n\n`));
