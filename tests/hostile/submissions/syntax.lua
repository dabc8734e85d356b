-- No Lua.
-- ended: error
-- says: near <eof>
return {
