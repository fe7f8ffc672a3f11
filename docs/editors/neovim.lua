local server = {
  name = "termlint",
  cmd = { "termlint", "server" },
  filetypes = { "markdown", "mdx", "yaml", "toml" },
  root_markers = { "termlint.yaml", "pyproject.toml", ".git" },
}

if vim.fn.has("nvim-0.11") == 1 then
  vim.lsp.config("termlint", server)
  vim.lsp.enable("termlint")
else
  local client
  vim.api.nvim_create_autocmd("FileType", {
    pattern = server.filetypes,
    callback = function(event)
      local marker = vim.fn.findfile("termlint.yaml", vim.fn.expand("<afile>:p:h") .. ";")
      server.root_dir = marker == "" and vim.fn.getcwd() or vim.fn.fnamemodify(marker, ":p:h")
      client = client or vim.lsp.start_client(server)
      vim.lsp.buf_attach_client(event.buf, client)
    end,
  })
end
