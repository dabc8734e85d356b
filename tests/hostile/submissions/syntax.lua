-- No Lua.
-- ended: error
-- says: monitor.lua:3
return {
