const FOLDER = "${workspaceFolder}";

/** The program to start and its arguments, with the first folder of the workspace filled in. */
export function serverFor(
  command: string,
  args: readonly string[],
  folder: string | undefined,
): { command: string; args: string[] } {
  const filled = (text: string) => text.replaceAll(FOLDER, () => folder ?? ".");
  return { command: filled(command.trim() || "termlint"), args: args.map(filled) };
}
