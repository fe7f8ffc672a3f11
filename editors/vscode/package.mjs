// Packages the extension as the file that is its argument, with the schema of configurations in it.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const target = resolve(process.argv[2] ?? `${here}dist/termlint.vsix`);

mkdirSync(`${here}schemas`, { recursive: true });
cpSync(`${here}../../schemas/config.json`, `${here}schemas/config.json`);
cpSync(`${here}../../LICENSE`, `${here}LICENSE`);
await import("./build.mjs");
const options = ["--no-dependencies", "--allow-missing-repository", "--out", target];
execFileSync(`${here}release/node_modules/.bin/vsce`, ["package", ...options], {
  cwd: here,
  stdio: "inherit",
});
