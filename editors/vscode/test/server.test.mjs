// How the settings become a command, without an editor.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { transform } from "esbuild";

const source = await readFile(new URL("../src/server.ts", import.meta.url), "utf8");
const { code } = await transform(source, { loader: "ts", format: "esm" });
const { serverFor } = await import(`data:text/javascript,${encodeURIComponent(code)}`);

const CASES = [
  ["as it is", "termlint", ["server"], "/p", { command: "termlint", args: ["server"] }],
  ["a blank command is the usual one", " ", ["server"], "/p", { command: "termlint", args: ["server"] }],
  [
    "the folder is filled in",
    "${workspaceFolder}/.venv/bin/python",
    ["-m", "termlint", "server", "${workspaceFolder}"],
    "/p",
    { command: "/p/.venv/bin/python", args: ["-m", "termlint", "server", "/p"] },
  ],
  [
    "a folder with a dollar sign",
    "${workspaceFolder}/t",
    [],
    "/a$&b",
    { command: "/a$&b/t", args: [] },
  ],
  ["without a folder", "${workspaceFolder}/t", [], undefined, { command: "./t", args: [] }],
  ["other variables are left alone", "${userHome}/t", [], "/p", { command: "${userHome}/t", args: [] }],
];

for (const [name, command, args, folder, expected] of CASES) {
  test(name, () => {
    assert.deepEqual(serverFor(command, args, folder), expected);
  });
}
