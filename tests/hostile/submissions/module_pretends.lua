-- A module that says it has every function.
-- ended: refused
-- says: no function
return setmetatable({}, {__index = function() return function() end end})
