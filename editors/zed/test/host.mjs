// Takes the part of Zed: loads the extension, as `jco transpile --instantiation async` has made it of
// the component, and prints what it answers. The arguments are the folder with it, the folder of
// node_modules, and the settings of the server as JSON.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [folder, modules, settings] = process.argv.slice(2);
const find = createRequire(path.join(modules, "host.cjs"));
const shim = await import(
  pathToFileURL(find.resolve("@bytecodealliance/preview2-shim/instantiation"))
);
const { instantiate } = await import(pathToFileURL(path.join(folder, "extension.js")));

class Worktree {
  id() {
    return 1n;
  }
  which(name) {
    return name === "termlint" ? "/usr/bin/termlint" : undefined;
  }
  shellEnv() {
    return [];
  }
}

const wasi = new shim.WASIShim().getImportObject();
const imports = Object.fromEntries(
  Object.entries(wasi).map(([name, value]) => [name.replace(/@.*/, ""), value]),
);
imports["get-settings"] = {
  default: (place, category, key) => (category === "lsp" && key === "termlint" ? settings : "{}"),
};
imports.worktree = { default: Worktree };
for (const name of ["project", "key-value-store"]) imports[name] = { default: class {} };
for (const name of ["common", "context-server", "dap", "lsp", "process", "slash-command"]) {
  imports[`zed:extension/${name}`] = {};
}

const extension = await instantiate(
  async (name) => WebAssembly.compile(await readFile(path.join(folder, name))),
  imports,
);
extension.initExtension();
const { command, args } = extension.languageServerCommand("termlint", new Worktree());
const options = extension.languageServerInitializationOptions("termlint", new Worktree());
const configuration = extension.languageServerWorkspaceConfiguration("termlint", new Worktree());
console.log(JSON.stringify([[command, ...args], options ?? null, configuration ?? null]));
