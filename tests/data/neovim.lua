-- What a person does in Neovim, without the person: opens a document, looks at what is underlined,
-- types, takes a code action, saves, and sees what a changed glossary changes. What was seen on the
-- way goes to a file as JSON.
--
-- nvim --headless --clean -l would need a newer Neovim, so it is run with -S. The environment says
-- what to do: TERMLINT_COMMAND (JSON), TERMLINT_FILE, TERMLINT_OUT.

local seen = {}
local buffer

local function finish(problem)
  seen.problem = problem
  local out = assert(io.open(os.getenv("TERMLINT_OUT"), "w"))
  out:write(vim.json.encode(seen))
  out:close()
  vim.cmd(problem and "cquit!" or "qall!")
end

local function shown()
  local found = {}
  for _, each in ipairs(vim.diagnostic.get(buffer)) do
    table.insert(found, {
      message = each.message, code = each.code, line = each.lnum, column = each.col, last = each.end_col,
    })
  end
  return found
end

local function wait_for(count)
  if not vim.wait(60000, function() return #vim.diagnostic.get(buffer) == count end, 50) then
    error("waited for " .. count .. " diagnostics, but there are " .. vim.inspect(shown()))
  end
  return shown()
end

local function run()
  local file = os.getenv("TERMLINT_FILE")
  vim.cmd("edit " .. vim.fn.fnameescape(file))
  buffer = vim.api.nvim_get_current_buf()
  local config = {
    name = "termlint",
    cmd = vim.json.decode(os.getenv("TERMLINT_COMMAND")),
    root_dir = vim.fn.fnamemodify(file, ":h"),
  }
  local client
  if vim.lsp.start then
    client = vim.lsp.start(config)
  else
    client = vim.lsp.start_client(config)
    vim.lsp.buf_attach_client(buffer, client)
  end
  assert(client, "the server did not start")
  seen.opened = wait_for(1)

  vim.api.nvim_buf_set_text(buffer, 0, 0, 0, 0, { "A widget in 😀", "" })
  seen.typed = wait_for(2)

  local encoding = vim.lsp.get_client_by_id(client).offset_encoding
  local last = vim.api.nvim_buf_line_count(buffer)
  local params = {
    textDocument = vim.lsp.util.make_text_document_params(buffer),
    range = { start = { line = 0, character = 0 }, ["end"] = { line = last, character = 0 } },
    context = { diagnostics = {}, only = { "source.fixAll.termlint" } },
  }
  local answers = vim.lsp.buf_request_sync(buffer, "textDocument/codeAction", params, 60000)
  local actions = answers and answers[client] and answers[client].result or {}
  seen.actions = vim.tbl_map(function(each) return each.title end, actions)
  vim.lsp.util.apply_workspace_edit(actions[1].edit, encoding)
  seen.fixed = wait_for(1)
  vim.cmd("write")
  seen.saved = wait_for(1)

  local glossary = vim.fn.fnamemodify(file, ":h") .. "/terms.yaml"
  local lines = vim.tbl_filter(function(each)
    return not each:find("deprecated")
  end, vim.fn.readfile(glossary))
  vim.fn.writefile(lines, glossary)
  seen["decided otherwise"] = wait_for(0)
  vim.lsp.stop_client(client)
end

local ok, problem = pcall(run)
finish(not ok and tostring(problem) or nil)
