//! Starts `termlint server` for Zed.

use zed_extension_api::{self as zed, settings::LspSettings, LanguageServerId, Result, Worktree};

struct Termlint;

impl zed::Extension for Termlint {
    fn new() -> Self {
        Termlint
    }

    /// The program that the settings name under `lsp.termlint.binary`, else the one on the path.
    fn language_server_command(
        &mut self,
        server: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<zed::Command> {
        let own = LspSettings::for_worktree(server.as_ref(), worktree)?.binary;
        let (path, arguments) = own.map_or((None, None), |own| (own.path, own.arguments));
        Ok(zed::Command {
            command: path
                .or_else(|| worktree.which("termlint"))
                .ok_or("there is no termlint on the path; pip install \"termlint-docs[lsp]\"")?,
            args: arguments.unwrap_or_else(|| vec!["server".into()]),
            env: worktree.shell_env(),
        })
    }
}

zed::register_extension!(Termlint);
