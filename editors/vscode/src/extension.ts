import * as vscode from "vscode";
import {
  DidChangeConfigurationNotification,
  LanguageClient,
  TransportKind,
} from "vscode-languageclient/node";

import { serverFor } from "./server";

// What only holds from the start of a server.
const LAUNCH = ["termlint.command", "termlint.arguments", "termlint.diagnosticMode"] as const;
const OPEN_SETTINGS = "Open the Settings";
const SHOW_OUTPUT = "Show the Output";

let client: LanguageClient | undefined;
let output: vscode.OutputChannel;
// One start or stop after the other: a second one would find a client that is neither.
let last: Promise<void> = Promise.resolve();

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  output = vscode.window.createOutputChannel("termlint");
  context.subscriptions.push(
    output,
    vscode.commands.registerCommand("termlint.restart", restart),
    vscode.commands.registerCommand("termlint.showOutput", () => {
      output.show();
    }),
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (LAUNCH.some((setting) => event.affectsConfiguration(setting))) {
        await restart();
      } else if (event.affectsConfiguration("termlint")) {
        // The server asks for what it needs to know.
        await client?.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
      }
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
  );
  await inTurn(start);
}

export async function deactivate(): Promise<void> {
  await inTurn(stop);
}

async function restart(): Promise<void> {
  await inTurn(async () => {
    await stop();
    await start();
  });
}

function inTurn(work: () => Promise<void>): Promise<void> {
  last = last.then(work, work);
  return last;
}

async function start(): Promise<void> {
  const settings = vscode.workspace.getConfiguration("termlint");
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const { command, args } = serverFor(
    settings.get("command", "termlint"),
    settings.get<string[]>("arguments", ["server"]),
    folder,
  );
  client = new LanguageClient(
    "termlint",
    "termlint",
    { command, args, transport: TransportKind.stdio, options: folder ? { cwd: folder } : {} },
    {
      // Besides documents, what the project's words are said in: glossaries and configurations.
      documentSelector: ["file", "untitled"].flatMap((scheme) => [
        { scheme, language: "markdown" },
        { scheme, language: "mdx" },
        { scheme, language: "yaml" },
        { scheme, pattern: "**/pyproject.toml" },
      ]),
      initializationOptions: settings,
      outputChannel: output,
    },
  );
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    void explain(command, error);
  }
}

async function stop(): Promise<void> {
  const old = client;
  client = undefined;
  if (old?.needsStop()) {
    await old.stop();
  }
}

async function explain(command: string, error: unknown): Promise<void> {
  output.appendLine(String(error));
  const chosen = await vscode.window.showErrorMessage(
    `termlint cannot be started as "${command}". Install it with its language server, ` +
      'pip install "termlint-docs[lsp]", or set the path of the program.',
    OPEN_SETTINGS,
    SHOW_OUTPUT,
  );
  if (chosen === OPEN_SETTINGS) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "termlint.command");
  } else if (chosen === SHOW_OUTPUT) {
    output.show();
  }
}
