-- Neovim as a person uses it: open a file, attach the server, see the problems, hover, choose a code action, quit.
-- It runs headless and writes what it saw as JSON to $KEYFIT_OUT; ../neovim.mjs says what that must be. Works from
-- Neovim 0.7 on, which has no vim.lsp.start yet.

local PATIENCE_MS = 15000
local seen = { version = tostring(vim.version().major) .. "." .. tostring(vim.version().minor) }

local function finish()
  local out = assert(io.open(vim.env.KEYFIT_OUT, "w"))
  out:write(vim.json.encode(seen))
  out:close()
  vim.cmd("qall!")
end

-- Waits for a condition that is looked at again and again.
local function until_true(what, condition)
  if not vim.wait(PATIENCE_MS, condition, 20) then
    error("it never came to this: " .. what)
  end
end

local function problems()
  local found = {}
  for _, each in ipairs(vim.diagnostic.get(0)) do
    local code = each.code or (each.user_data and each.user_data.lsp and each.user_data.lsp.code)
    table.insert(found, {
      code = code,
      source = each.source,
      severity = each.severity,
      line = each.lnum + 1,
      column = each.col,
      last = each.end_col,
    })
  end
  return found
end

local function has(code)
  for _, each in ipairs(problems()) do
    if each.code == code then
      return true
    end
  end
  return false
end

local function run()
  vim.cmd("edit " .. vim.fn.fnameescape(vim.env.KEYFIT_FILE))
  local config = {
    name = "keyfit",
    cmd = { vim.env.KEYFIT_NODE, vim.env.KEYFIT_CLI, "lsp", "--stdio" },
    root_dir = vim.fn.fnamemodify(vim.env.KEYFIT_FILE, ":h"),
    on_exit = function(code)
      seen.exit = code
    end,
  }
  local client = (vim.lsp.start or vim.lsp.start_client)(config)
  vim.lsp.buf_attach_client(0, client)

  until_true("a problem", function()
    return has("wrong-encoding")
  end)
  seen.before = problems()

  local line = seen.before[1].line
  vim.api.nvim_win_set_cursor(0, { line, seen.before[1].column + 3 })
  local params = vim.lsp.util.make_position_params(0, "utf-16")
  local answers = vim.lsp.buf_request_sync(0, "textDocument/hover", params, PATIENCE_MS)
  for _, answer in pairs(answers or {}) do
    seen.hover = answer.result and answer.result.contents
  end

  -- The menu of code actions, with somebody who knows what to choose.
  vim.ui.select = function(items, _, choose)
    seen.actions = {}
    local chosen
    for _, item in ipairs(items) do
      local action = item.action or item[2]
      table.insert(seen.actions, action.title)
      if action.title:find("id:key", 1, true) then
        chosen = item
      end
    end
    choose(chosen)
  end
  vim.lsp.buf.code_action()
  until_true("the fix is applied and the problem is gone", function()
    return seen.actions ~= nil and not has("wrong-encoding")
  end)
  seen.after = problems()
  seen.text = vim.api.nvim_buf_get_lines(0, line - 1, line, false)[1]

  vim.lsp.stop_client(client)
  until_true("the server has ended", function()
    return seen.exit ~= nil
  end)
end

vim.defer_fn(function()
  local ok, reason = xpcall(run, debug.traceback)
  if not ok then
    seen.error = reason
  end
  finish()
end, 0)
