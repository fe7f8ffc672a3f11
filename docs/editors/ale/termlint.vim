function! s:Root(buffer) abort
  let l:marker = ale#path#FindNearestFile(a:buffer, 'termlint.yaml')
  return empty(l:marker) ? getcwd() : fnamemodify(l:marker, ':h')
endfunction

call ale#linter#Define('markdown', {
\   'name': 'termlint',
\   'lsp': 'stdio',
\   'executable': 'termlint',
\   'command': '%e server',
\   'project_root': function('s:Root'),
\})
