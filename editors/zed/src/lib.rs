//! Starts `termlint server` for Zed.

use zed_extension_api::{
    self as zed, serde_json, settings::LspSettings, LanguageServerId, Result, Worktree,
};

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

    fn language_server_initialization_options(
        &mut self,
        server: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<serde_json::Value>> {
        Ok(LspSettings::for_worktree(server.as_ref(), worktree)?.initialization_options)
    }

    /// The settings, under the name by which the server asks for them.
    fn language_server_workspace_configuration(
        &mut self,
        server: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<serde_json::Value>> {
        let own = LspSettings::for_worktree(server.as_ref(), worktree)?.settings;
        Ok(own.map(|settings| serde_json::json!({ "termlint": settings })))
    }
}

zed::register_extension!(Termlint);
